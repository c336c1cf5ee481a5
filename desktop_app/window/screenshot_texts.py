"""The texts that the screenshots show."""

from __future__ import annotations

WRITTEN = """La ville de Rochefort **va transformer** les quais de son ancien arsenal en \
*promenade plantée*, un [chantier](https://exemple.fr/chantier) adopté lundi soir.

## Des arbres et des pontons le long des quais

La promenade comprendra 640 arbres, une **piste cyclable** et trois pontons de pêche.

![Les quais de l’arsenal au printemps](quais.jpg "Les quais, en mai. Crédit\u00a0: A. Martin")

### Ce qui change

- Les pavés seront déposés un à un.
- La piste cyclable sera *séparée* des quais.

> Cette ville a tourné le dos à son fleuve.
"""
FAULTS = (
    ("va transformer", "vas transformer"),
    ("640 arbres", "650 arbres"),
    ("nettoyés puis", "netoyés  puis"),
    ("Pendant un siècle", "Pendant deux siècles"),
    ("Hélène Castagnet", "Hélène Castaing"),
    (" Il faudra pour cela attendre une douzaine d’années.", ""),
)
ORDER = """Bonjour Camille,

Comme convenu, la commande : 900 à 1 000 mots.
Mot-clé principal : promenade plantée
Mots-clés secondaires : piste cyclable (2), quais de la Charente, température ressentie (1 à 3),
stationnement, pépinières
Ton : pédagogique
Plan imposé :
- Que deviendront les quais de l’arsenal ?
- Combien coûtera le chantier ?
- H3 : Les places de stationnement
Liens à placer :
- la consultation publique → https://www.rochefort.exemple/consultation
Mots interdits : incontournable, écrin de verdure
La photo de couverture viendra de notre agence.
Livraison vendredi avant midi.
"""

CHANGES = (
    ("640 arbres", "650 arbres"),
    ("dix-huit mois", "un an et demi"),
    ("nettoyés puis remis en place", "triés, nettoyés, puis remis en place"),
)
LEFT_OUT = "Il reproche aussi à la majorité"
