"""A user's own actors and frames beside an output, byte by byte.

Every machine reads with them, and a store that takes the output in keeps them.

    _onrecord/own/actors.csv, _onrecord/own/frames.yaml
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.actors import OwnActors, read_own
from onrecord.events import OwnFrames, read_frames

if TYPE_CHECKING:
    from onrecord.scale.folder import Folder


def keep_own(folder: Folder, actors: OwnActors | None, frames: OwnFrames | None) -> None:
    """Write the tables beside an output that was claimed for them."""
    for path, own in ((_actors(folder), actors), (_frames(folder), frames)):
        if own is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            temporary = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
            temporary.write_bytes(own.data)
            temporary.replace(path)


def kept_own(folder: Folder) -> tuple[OwnActors | None, OwnFrames | None]:
    """The actors and the frames that an output is read with; raises TableError where they hold no longer."""
    actors, frames = _actors(folder), _frames(folder)
    return read_own(actors) if actors.exists() else None, read_frames(frames) if frames.exists() else None


def _actors(folder: Folder) -> Path:
    return folder.own / "own" / "actors.csv"


def _frames(folder: Folder) -> Path:
    return folder.own / "own" / "frames.yaml"
