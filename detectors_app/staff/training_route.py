"""Which page of a module follows on which, and what a page is called; takes no step and shows nothing."""

from __future__ import annotations

from detectors_app.content.wording import Wording
from detectors_app.domain.blocks import Block, Film, PracticeForm, Quiz, Reading, Scenario, StopHere, Support
from detectors_app.domain.course import Module
from detectors_app.domain.progress import ModuleProgress
from detectors_app.domain.training import is_done

_COUNTED: tuple[tuple[type[Block], str], ...] = ((Scenario, "scene"), (Reading, "page"), (Film, "film"))


def after(module: Module, block: Block, *, easy: bool) -> Block | None:
    """Give what follows, None at the end. The easy words tell all pages of words at once, where one came to them."""
    later = module.blocks[module.blocks.index(block) + 1 :]
    return next((each for each in later if not (easy and isinstance(each, Reading))), None)


def before(module: Module, block: Block, *, easy: bool) -> Block | None:
    """Give what came before, None at the start; of the pages told by the easy words, the first."""
    earlier = list(module.blocks[: module.blocks.index(block)])
    if easy and isinstance(block, Reading):
        earlier = [each for each in earlier if not isinstance(each, Reading)]
    found = earlier[-1] if earlier else None
    if easy and isinstance(found, Reading):
        return next(each for each in earlier if isinstance(each, Reading))
    return found


def caption_of(module: Module, block: Block, words: Wording) -> str:
    """Give the words above a page's heading, such as "Respond: scene 2 of 3"."""
    for kind, key in _COUNTED:
        if isinstance(block, kind):
            alike = [each for each in module.blocks if isinstance(each, kind)]
            if len(alike) > 1:
                at = alike.index(block) + 1
                return words(f"training.caption.{key}", module=module.title, number=at, count=len(alike))
    return module.title


def called(block: Block, words: Wording) -> str:
    """Give what a block is called in a list."""
    match block:
        case Reading() | Film() | Scenario() | Quiz() | PracticeForm():
            return block.title
        case Support():
            return words("training.support")
        case StopHere():
            return words("training.stop_here")


def still_open(module: Module, progress: ModuleProgress) -> tuple[Block, ...]:
    """Give what is not done yet."""
    return tuple(each for each in module.blocks if not is_done(module, progress, each))
