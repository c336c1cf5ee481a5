"""What it costs that one part of speech follows another, set by hand (0 usual … 7 hardly ever)."""

from __future__ import annotations

from types import MappingProxyType

START = "start"
END_COST = 0.8
_NEVER = 6.0

_TABLE = """
det   noun 0 name 1 adj .7 num .7 part 2.5 adv 2.5 pro 2.5 mark 2.5 det 1.5 prep 4
noun  mark .3 pdet .2 prep .3 adj .5 coo .7 ne .8 verb .9 rel .8 name 1 part 1.2 conj 1.5 \
      adv 1.5 obj 1.5 neg 2 num 1.8 noun 3 pro 3 ger 3 subj 3.5 det 4 inf 5
name  name .3 mark .3 prep .5 coo .6 verb .7 pdet .8 ne .8 rel 1 obj 1 num 1.2 adj 1.5 adv 1.5 \
      part 1.5 conj 1.5 noun 3 subj 3 pro 3 ger 3 det 3.5 inf 5 neg 2
adj   mark .4 prep .4 pdet .5 noun .7 coo .7 rel 1 verb 1.2 conj 1.2 ne 1.2 adj 1.5 adv 1.8 \
      name 1.8 obj 1.8 num 2.5 part 2.5 pro 3 ger 3.5 subj 3.5 det 4 inf 5 neg 2
verb  neg .3 det .4 prep .5 adv .5 conj .6 part .6 pdet .7 mark .9 inf .9 num 1 subj 1.2 \
      pro 1.2 adj 1.2 name 1.5 coo 1.5 noun 2 obj 2.5 rel 3 ger 3 verb 4 ne 4
inf   det .3 prep .5 pdet .5 mark .5 adv .7 coo .8 conj 1 num 1 name 1.2 part 1.2 pro 1.3 \
      adj 1.5 noun 2 inf 2 neg 2 verb 2.5 ne 2.5 rel 3 obj 3.5 subj 4 ger 4
part  prep .3 pdet .4 mark .5 det .6 adv .8 conj .8 coo .9 num 1 adj 1.2 part 1.5 name 1.5 \
      pro 1.5 rel 2 inf 2 neg 2 noun 2.5 verb 2 obj 2.5 ne 2.5 subj 3 ger 3.5
ger   det .3 prep .5 pdet .5 mark .6 adv .7 neg .5 conj .8 coo 1 num 1 name 1.2 part 1 pro 1.3 \
      adj 1.5 inf 1 noun 1.5 obj 3 rel 3 verb 3 subj 4
prep  det .3 num .4 name .5 noun .6 pro .8 inf .4 rel 1.2 ne 1.2 obj 1.5 adj 1.5 prep 1.5 \
      adv 1.8 neg 1.5 mark 2.5 ger 3 pdet 3 part 4 conj 4
pdet  noun 0 num .6 name .7 adj .8 pro 1 adv 2 part 2.5 mark 2.5 det 2.5
adv   adj .4 mark .4 part .5 prep .6 subj .8 det .8 pdet .9 adv .9 verb 1 inf 1 num 1 neg 1.2 \
      pro 1.2 coo 1.2 conj 1.2 obj 1.5 ne 1 name 1.8 noun 2 ger 2 rel 2
ne    verb 0 obj .3 neg .5 inf 1 ger .5
neg   part .3 adv .5 mark .5 prep .6 inf .6 adj .7 det .8 pdet 1 conj 1 obj 1 neg 1 num 1.5 \
      coo 1.5 pro 1.5 noun 2 name 2 verb 3 rel 2.5
subj  verb 0 obj .1 ne .1 adv 3 mark 3
obj   verb 0 inf .3 obj .3 ger .8
pro   mark .5 prep .6 rel .6 verb .7 pdet .7 ne .7 obj 1 coo 1 adj 1.2 adv 1.2 part 1.5 conj 2 \
      num 2 det 2.5 noun 3 name 2.5 inf 2.5 subj 3 pro 3
rel   subj .3 det .5 obj .5 ne .6 verb .8 name 1 pro 1 adv 1.5 prep 1.5 num 1.5 noun 2 mark 2 \
      adj 2.5 inf 3 pdet 2.5 part 4
conj  subj .2 det .4 name .8 prep 1 pro 1 num 1 adv 1.2 noun 1.8 adj 1.8 mark 2 conj 2 \
      part 2.5 pdet 2.5 obj 3 verb 3 rel 3 inf 3.5 ne 4 ger 4
coo   det .4 name .5 prep .5 adj .6 pdet .6 noun .7 subj .7 num .8 conj .8 adv .9 part .9 \
      verb 1 pro 1 inf 1.2 ne 1.5 obj 1.5 rel 2 neg 2 mark 2 ger 2
num   noun 0 mark .4 num .5 prep .6 adj .8 coo .8 name 1 pdet 1 verb 1.5 rel 1.5 adv 2 part 2 \
      det 3 conj 2.5 ne 2 pro 3 obj 2.5
mark  det .3 coo .5 name .5 prep .5 subj .5 mark .5 adv .6 rel .6 conj .7 pdet .8 pro .8 \
      noun .9 num .9 ger 1 part .8 adj 1 obj 1.5 verb 1.8 inf 1.8 ne 2 neg 2
start det .2 subj .4 name .4 prep .4 adv .5 conj .6 pro .7 coo .8 mark .5 num .8 pdet .9 \
      noun 1 ger 1 adj 1.2 part 1.3 obj 2 inf 1.5 verb 2 rel 1.5 neg 2 ne 2.5
"""


def _rows(table: str) -> MappingProxyType[tuple[str, str], float]:
    costs: dict[tuple[str, str], float] = {}
    for line in table.replace("\\\n", " ").strip().splitlines():
        before, *pairs = line.split()
        for tag, cost in zip(pairs[::2], pairs[1::2], strict=True):
            costs[before, tag] = float(cost)
    return MappingProxyType(costs)


_COSTS = _rows(_TABLE)


def transition(before: str, after: str) -> float:
    """Give what it costs that a word tagged `after` follows one tagged `before`."""
    return _COSTS.get((before, after), _NEVER)
