"""An article that holds every kind of block, and a way to make others."""

from __future__ import annotations

from types import MappingProxyType

import pytest

from desktop_app.model import Article

BODY = """\
Le maire a inauguré **jeudi 12 mars** la ressourcerie de la rue Victor-Hugo, à Lyon.

## Un lieu ouvert à tous

Les habitants y déposent *gratuitement* leurs objets, selon [la mairie](https://www.lyon.fr/?a=1&b=2).
« Rien ne se perd », assure Mme Durand.

- des meubles
- des livres
    - neufs
    - d’occasion
- de la vaisselle

1. Vérifiez l’objet.
2. Déposez-le.

### Les horaires

| Jour | Heures |
| :--- | ---: |
| Mardi | 9 h – 12 h |
| Samedi | 14 h – 18 h |

> Nous avons collecté 12 tonnes en un an.

![La façade de la ressourcerie](facade.jpg "Photo : Ville de Lyon")

---

1. Une autre liste.

```
code <brut> & tel quel
```

## Et après ?

Une adresse : <https://exemple.fr> et une [piégée](javascript:alert(1)).
"""


@pytest.fixture
def article() -> Article:
    return Article(
        body=BODY,
        title="À Lyon, une ressourcerie « ouverte à tous » & gratuite",
        seo_title="Ressourcerie à Lyon : horaires et dépôt",
        meta_description='La ressourcerie de Lyon reprend "gratuitement" vos objets.',
        slug="ressourcerie-lyon",
        keyphrase="ressourcerie Lyon",
        standfirst=BODY.split("\n")[0].replace("*", ""),
        alternatives=MappingProxyType({"Et après ?": ("La suite",)}),
    )
