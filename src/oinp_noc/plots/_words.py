"""Every sentence that a picture says, in both languages, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from oinp_noc._language import Lang
from oinp_noc._messages import check_choice

if TYPE_CHECKING:
    from collections.abc import Iterable

NO_BREAK = "\N{NO-BREAK SPACE}"

# English, then French; a pair has the singular first. French takes the singular for 0 as well.
_Words = str | tuple[str, str]
_TABLE: dict[str, tuple[_Words, _Words]] = {
    # All pictures
    "no draws": ("no draws", "aucune ronde"),
    "no list": ("no draw with a known occupation list", "aucune ronde dont la liste de professions est connue"),
    "unlisted draws": (
        ("{n} draw had no occupation list.", "{n} draws had no occupation list."),
        ("{n} ronde n’avait pas de liste de professions.", "{n} rondes n’avaient pas de liste de professions."),
    ),
    "unknown lists": (
        ("The list of {n} draw is not known: it is left out.", "The lists of {n} draws are not known: left out."),
        (
            "La liste de {n} ronde n’est pas connue\xa0: elle est omise.",
            "Les listes de {n} rondes ne sont pas connues\xa0: elles sont omises.",
        ),
    ),
    # Timeline
    "timeline": ("Cut-off scores and invitations by stream", "Notes minimales et invitations par volet"),
    "timeline of": ("Draws that listed {code}, among all", "Rondes dont la liste contient {code}, parmi toutes"),
    "cut-off": ("Cut-off score", "Note minimale"),
    "invited": ("Invitations", "Invitations"),
    "draws": (("{n} draw", "{n} draws"), ("{n} ronde", "{n} rondes")),
    "own axis": (
        "Each stream has an axis of its own: scores of different streams do not compare.",
        "Chaque volet a son propre axe\xa0: les notes de volets différents ne se comparent pas.",
    ),
    "ranges": (
        "A line leads up to the highest score invited, where one was published.",
        "Un trait mène à la note invitée la plus élevée, si elle a été publiée.",
    ),
    "no score": (
        (
            "{n} draw without a published score: a tick at the foot.",
            "{n} draws without a published score: ticks at the foot.",
        ),
        (
            "{n} ronde sans note publiée\xa0: un tiret au pied.",
            "{n} rondes sans note publiée\xa0: des tirets au pied.",
        ),
    ),
    "no size": (
        (
            "{n} draw without a published number of invitations: a tick at the foot.",
            "{n} draws without a published number of invitations: ticks at the foot.",
        ),
        (
            "{n} ronde sans nombre d’invitations publié\xa0: un tiret au pied.",
            "{n} rondes sans nombre d’invitations publié\xa0: des tirets au pied.",
        ),
    ),
    "unknown may list": (
        (
            "The list of {n} draw is not known: it may have listed the occupation.",
            "The lists of {n} draws are not known: they may have listed the occupation.",
        ),
        (
            "La liste de {n} ronde n’est pas connue\xa0: elle peut contenir la profession.",
            "Les listes de {n} rondes ne sont pas connues\xa0: elles peuvent contenir la profession.",
        ),
    ),
    "unknown are marked": (
        (
            "The list of {n} draw is not known: a hollow triangle.",
            "The lists of {n} draws are not known: hollow triangles.",
        ),
        (
            "La liste de {n} ronde n’est pas connue\xa0: un triangle vide.",
            "Les listes de {n} rondes ne sont pas connues\xa0: des triangles vides.",
        ),
    ),
    "class listed": ("occupations listed", "professions énumérées"),
    "class matched": ("lists {code}", "contient {code}"),
    "class other": ("lists others only", "autres professions seulement"),
    "class none": ("no occupation list", "sans liste de professions"),
    "class unknown": ("list not known", "liste inconnue"),
    # Frequency
    "frequency": ("How often each occupation was targeted", "Nombre de rondes qui ont ciblé chaque profession"),
    "frequency by": ("How often each {level} was targeted", "Nombre de rondes par {level}"),
    "broad category": ("broad category", "grande catégorie"),
    "major group": ("major group", "grand groupe"),
    "sub-major group": ("sub-major group", "sous-grand groupe"),
    "minor group": ("minor group", "groupe intermédiaire"),
    "counted draws": (
        (
            "Counted in {n} draw with a known list, {first} to {last}.",
            "Counted in {n} draws with a known list, {first} to {last}.",
        ),
        (
            "Compté dans {n} ronde dont la liste est connue, du {first} au {last}.",
            "Compté dans {n} rondes dont la liste est connue, du {first} au {last}.",
        ),
    ),
    "too low": (
        (
            "The list of {n} draw is not known: any count may be too low by {n}.",
            "The lists of {n} draws are not known: any count may be too low by up to {n}.",
        ),
        (
            "La liste de {n} ronde n’est pas connue\xa0: chaque nombre peut être trop bas de {n}.",
            "Les listes de {n} rondes ne sont pas connues\xa0: chaque nombre peut être trop bas de {n} au plus.",
        ),
    ),
    "further groups": (
        ("{n} more group was targeted, not more often.", "{n} more groups were targeted, none more often."),
        ("{n} autre groupe a été ciblé, pas plus souvent.", "{n} autres groupes ont été ciblés, aucun plus souvent."),
    ),
    "tied groups": (
        ("{n} of them was as often as the last one shown.", "{n} of them were as often as the last one shown."),
        ("{n} l’a été aussi souvent que le dernier montré.", "{n} l’ont été aussi souvent que le dernier montré."),
    ),
    "by pairs": (
        "Lists of other NOC versions count by their pairs.",
        "Les listes d’autres versions de la CNP comptent par leurs paires.",
    ),
    # Heatmap
    "heatmap common": (
        "Occupations that two draws have in common",
        "Professions que deux rondes ont en commun",
    ),
    "heatmap jaccard": (
        "How alike the lists of two draws are (Jaccard index)",
        "Ressemblance des listes de deux rondes (indice de Jaccard)",
    ),
    "pairs across": (
        "Across NOC versions, pairs of codes are counted.",
        "D’une version de la CNP à l’autre, ce sont les paires de codes qui sont comptées.",
    ),
    "bounds": (
        "Across NOC versions there are two bounds: the upper is above the diagonal, the lower below it.",
        "D’une version de la CNP à l’autre, deux bornes\xa0: la haute au-dessus de la diagonale, la basse au-dessous.",
    ),
    "thinned": (
        "One draw in {n} is labelled.",
        "Une ronde sur {n} est nommée.",
    ),
    # UpSet
    "upset": ("Occupations by the lists that they are on", "Professions selon les listes qui les contiennent"),
    "upset group": (
        "{group}: occupations by the editions that they are in",
        "{group}\xa0: professions selon les éditions qui les contiennent",
    ),
    "no sets": ("no sets", "aucun ensemble"),
    "further sets": (
        ("{n} set, not larger than these, is not shown.", "{n} sets, none larger than these, are not shown."),
        (
            "{n} ensemble, pas plus grand que ceux-ci, n’est pas montré.",
            "{n} ensembles, aucun plus grand que ceux-ci, ne sont pas montrés.",
        ),
    ),
    "other versions": (
        ("{n} list of another NOC version is left out.", "{n} lists of other NOC versions are left out."),
        (
            "{n} liste d’une autre version de la CNP est omise.",
            "{n} listes d’autres versions de la CNP sont omises.",
        ),
    ),
    "further columns": (
        (
            "{n} combination, not larger than these, is not shown ({codes}).",
            "{n} combinations, none larger than these, are not shown ({codes}).",
        ),
        (
            "{n} combinaison, pas plus grande que celles-ci, n’est pas montrée ({codes}).",
            "{n} combinaisons, aucune plus grande que celles-ci, ne sont pas montrées ({codes}).",
        ),
    ),
    "codes": (("{n} unit group", "{n} unit groups"), ("{n} groupe de base", "{n} groupes de base")),
    "on exactly": (
        "Each column counts the unit groups that are on exactly the lists marked below it (NOC {version}).",
        "Chaque colonne compte les groupes de base des seules listes marquées au-dessous (CNP {version}).",
    ),
    # Flow
    "flow": (
        "What {code} (NOC {version}) became in NOC {to}",
        "Ce que {code} (CNP {version}) est devenu dans la CNP {to}",
    ),
    "unique": ("It has one target.", "Il y a une seule cible."),
    "continued": (
        "It continues as {code}, by the official note.",
        "Il continue sous {code}, selon la note officielle.",
    ),
    "expired": (
        "It expired without a successor: which target is right depends on the work done.",
        "Il a expiré sans successeur\xa0: la bonne cible dépend du travail effectué.",
    ),
    "unrecorded": (
        "No table says which of the targets it continues as.",
        "Aucune table ne dit sous quelle cible il continue.",
    ),
    "chained": (
        "It continues as {code}: the official notes of all steps lead there.",
        "Il continue sous {code}\xa0: les notes officielles de toutes les étapes y mènent.",
    ),
    "widths": (
        "The bands have one width: the tables do not say how many people went where.",
        "Les bandes ont toutes la même largeur\xa0: les tables ne disent pas combien de personnes sont allées où.",
    ),
    "derived": (
        "Joined through the versions between, which may join too much.",
        "Jointes par les versions intermédiaires, qui peuvent joindre trop.",
    ),
    "successor": ("successor", "successeur"),
    "also from": ("also takes in {codes} (NOC {version})", "reçoit aussi {codes} (CNP {version})"),
    "also from others": ("also takes in other codes", "reçoit aussi d’autres codes"),
    # Editions
    "editions": ("{group}: what entered and what left", "{group}\xa0: entrées et sorties"),
    "used by": ("Lists that {stream} used.", "Listes utilisées par {stream}."),
    "to the left": (
        "Each list is compared with the one before it of the same NOC version.",
        "Chaque liste est comparée à la précédente de la même version de la CNP.",
    ),
    "stream before": (
        "Each list is compared with the one before it of the same stream and NOC version.",
        "Chaque liste est comparée à la précédente du même volet et de la même version de la CNP.",
    ),
    "folded": (
        "A row of several codes has those that came and went together.",
        "Une ligne de plusieurs codes réunit ceux qui sont entrés et sortis ensemble.",
    ),
    "unknown editions": (
        ("{n} list was not found (?).", "{n} lists were not found (?)."),
        ("{n} liste n’a pas été trouvée (?).", "{n} listes n’ont pas été trouvées (?)."),
    ),
    "no occupations": (
        ("{n} edition is not by occupation (–).", "{n} editions are not by occupation (–)."),
        ("{n} édition n’est pas par profession (–).", "{n} éditions ne sont pas par profession (–)."),
    ),
    "no editions": ("no list of occupations", "aucune liste de professions"),
    "held": ("on the list", "dans la liste"),
    "entered": ("entered", "entrée"),
    "left": ("left", "sortie"),
    "version": ("NOC {version}", "CNP {version}"),
    "several": ("{n} codes: {codes}", "{n} codes\xa0: {codes}"),
}


def check_lang(lang: Lang) -> None:
    """Raise for a language that is neither."""
    check_choice("lang", lang, get_args(Lang))


def say(lang: Lang, key: str, n: int | None = None, **values: object) -> str:
    """Return a sentence in a language; with a number, in its singular or plural."""
    words = _TABLE[key][get_args(Lang).index(lang)]
    if isinstance(words, tuple):
        words = words[n != 1 if lang == "en" else n not in (0, 1)]
    return words.format(n="" if n is None else number(lang, n), **values)


def number(lang: Lang, value: int) -> str:
    """Write a whole number with its thousands apart."""
    return f"{value:,}".replace(",", "," if lang == "en" else NO_BREAK)


def sentences(parts: Iterable[str]) -> str:
    """Join the sentences of a note."""
    return " ".join(part for part in parts if part)
