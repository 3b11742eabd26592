"""The list of pictures and films (`list.tsv`) and their reading: nothing of them is in this repository, only names and hashes."""

import csv
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

from net import ROOT

cv2.setNumThreads(1)
# Where the pictures lie: beside the checkout, or where PHONE_DATA says.
SHARED = Path(os.environ.get('PHONE_DATA', ROOT.parent / 'shared'))
# Where packages.sh unpacks the packages that hold some of the pictures.
PACKAGES = Path(os.environ.get('PHONE_PACKAGES', Path(__file__).with_name('packages')))
LIST = Path(__file__).with_name('list.tsv')
FILMS = ('.mp4', '.gif', '.avi')
# What the film says of its own orientation, degrees, and what sets it right.
TURNS = {90: cv2.ROTATE_90_COUNTERCLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_CLOCKWISE}


@dataclass
class Picture:
    """A picture, uint8 BGR, with the boxes of its objects: class, left, top, right, bottom in px; class 0 is a phone."""

    scene: str
    pixels: np.ndarray
    boxes: np.ndarray


def place(path: str) -> Path:
    origin, _, within = path.rpartition(':')
    return {'npm': ROOT / 'node_modules', 'package': PACKAGES, '': SHARED}[origin] / within


def entries(split: str) -> list[dict[str, str]]:
    """The list's rows of a split: `train`, `dev` (to choose by) or `judge` (to measure only)."""
    with LIST.open() as file:
        return [row for row in csv.DictReader(file, delimiter='\t') if row['split'] == split]


def checked(row: dict[str, str]) -> Path:
    """Where a row's file lies; stops at a file that is missing or another than the list's."""
    path = place(row['path'])
    if not path.exists():
        raise SystemExit(f'{path} is missing: models/train/README.md says where the pictures come from')
    if hashlib.sha256(path.read_bytes()).hexdigest() != row['sha256']:
        raise SystemExit(f'{path} is not the file of list.tsv: its SHA-256 is another')
    return path


def shrunk(pixels: np.ndarray, longest: int) -> tuple[np.ndarray, float]:
    factor = longest / max(pixels.shape[:2])
    if factor >= 1:
        return pixels, 1.0
    size = (round(pixels.shape[1] * factor), round(pixels.shape[0] * factor))
    return cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), factor


def labels_of(path: Path, pixels: np.ndarray) -> np.ndarray:
    """The boxes of a YOLO file of labels."""
    file = path.parent.parent / 'labels' / f'{path.stem}.txt'
    height, width = pixels.shape[:2]
    boxes = []
    for line in file.read_text().splitlines() if file.exists() else []:
        kind, x, y, w, h = (float(one) for one in line.split()[:5])
        boxes.append([kind, (x - w / 2) * width, (y - h / 2) * height, (x + w / 2) * width, (y + h / 2) * height])
    return np.array(boxes, 'float32').reshape(-1, 5)


def frames_of(path: Path, every: float, most: int) -> list[np.ndarray]:
    """Frames of a film, one each `every` seconds."""
    film = cv2.VideoCapture(str(path))
    rate = film.get(cv2.CAP_PROP_FPS) or 25
    # OpenCV 4.6 turns such films the wrong way round.
    film.set(cv2.CAP_PROP_ORIENTATION_AUTO, 0)
    turn = TURNS.get(round(film.get(cv2.CAP_PROP_ORIENTATION_META)))
    step, frames, at = max(1, round(rate * every)), [], 0
    while len(frames) < most:
        there, frame = film.read()
        if not there:
            break
        if at % step == 0:
            frames.append(frame if turn is None else cv2.rotate(frame, turn))
        at += 1
    return frames


def load(split: str, longest: int = 640, every: float = 0.5, most: int = 60) -> tuple[list[Picture], list[Picture]]:
    """
    The pictures of a split with labelled boxes, and those that are known to show no phone, shrunk to `longest` px.
    """
    labelled, calm = [], []
    for row in entries(split):
        if row['phones'] == 'cutout':
            continue
        path = checked(row)
        if path.suffix in FILMS:
            found = frames_of(path, every, most)
        else:
            found = [cv2.imread(str(path))]
        for pixels in found:
            boxes = labels_of(path, pixels) if row['phones'] == 'boxes' else np.zeros((0, 5), 'float32')
            small, factor = shrunk(pixels, longest)
            boxes[:, 1:] *= factor
            phoneless = row['phones'] == 'none'
            (calm if phoneless else labelled).append(Picture(row['scene'], small, boxes))
    return labelled, calm
