"""
Crops for the second look: look_crops.py OUT.npz WEIGHTS.bin [--pictures N] [--seed N]. What the detector proposes in made pictures, phones or not, cut out of
the picture before it was shrunk for the detector, as a seat cuts its candidates out of the camera's frame.
"""

import argparse
import random
import time
from pathlib import Path

import cv2
import numpy as np
import torch

from data import Maker
from look import SIDE
from measure import overlap, phones_in
from net import Net
from photo import uniform

# What the detector sees, px.
HEIGHT, WIDTH = 256, 416
# How much of the surroundings a crop holds, as a multiple of the box's longer side.
ROOM = 1.6
# Proposals below this are not looked at.
LEAST = 0.02
# Of a picture that shows no phone; the surest.
MOST = 6
# Overlap with a phone from which on a proposal shows it, and below which it does not: a box beside a phone, or around half of it, is none of it.
RIGHT, WRONG = 0.5, 0.35


def crop(pixels: np.ndarray, box: np.ndarray, room: float = ROOM, shift: tuple[float, float] = (0, 0)) -> np.ndarray:
    """The square around a box, scaled to SIDE as a seat does it (vision/objects/second-look.ts); beyond the picture's edge it is black."""
    left, top, right, bottom = (float(one) for one in box)
    side = max(4.0, max(right - left, bottom - top) * room)
    x, y = (left + right) / 2 + shift[0] * side, (top + bottom) / 2 + shift[1] * side
    factor = SIDE / side
    move = np.array([[factor, 0, SIDE / 2 - x * factor], [0, factor, SIDE / 2 - y * factor]])
    return cv2.warpAffine(pixels, move, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


class Large(Maker):
    """Makes pictures at twice the detector's size, with things as large in them as in the detector's own training."""

    scale = 1.0

    def length(self, least: float) -> float:  # type: ignore[override]
        return Maker.length(least) * self.scale


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('out', type=Path)
    parser.add_argument('weights', type=Path)
    parser.add_argument('--pictures', type=int, default=4000)
    parser.add_argument('--seed', type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    random.seed(asked.seed)
    np.random.seed(asked.seed)
    net = Net(asked.weights)
    maker = Large()
    crops, labels, scores = [], [], []
    start = time.time()
    for at in range(asked.pictures):
        kind = random.choice(['labelled', 'labelled', 'pasted', 'pasted', 'calm', 'calm', 'mimics', 'mimics', 'things'])
        maker.scale = random.choice([1, 1.5, 1.5, 2])
        size = (int(HEIGHT * maker.scale), int(WIDTH * maker.scale))
        picture, boxes = maker.sample(kind, size)
        wanted = boxes[boxes[:, 0] == 0][:, 1:]
        unsure = boxes[boxes[:, 0] < 0][:, 1:]
        small = cv2.resize(picture, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
        nothing = 0
        for score, *box in phones_in(net, [small], LEAST)[0]:
            place = np.array(box) * maker.scale
            best = overlap(place, wanted).max() if len(wanted) else 0.0
            if (best < RIGHT and best > WRONG) or (len(unsure) and overlap(place, unsure).max() > 0.1):
                continue
            if best <= WRONG:
                # Of labelled pictures from the web the labels miss some: there only what touches a labelled phone is known.
                if (kind == 'labelled' and best < 0.05) or nothing >= MOST:
                    continue
                nothing += 1
            crops.append(crop(picture, place, ROOM * uniform(0.85, 1.2), (uniform(-0.06, 0.06), uniform(-0.06, 0.06))))
            labels.append(best >= RIGHT)
            scores.append(score)
        # Phones that the detector does not propose at all are looked at too: another time it may.
        for box in wanted:
            if random.random() < 0.5 and min(box[2] - box[0], box[3] - box[1]) >= 8:
                slack = np.array([uniform(-0.12, 0.12) for _ in range(4)]) * np.tile(box[2:] - box[:2], 2)
                crops.append(crop(picture, box + slack, ROOM * uniform(0.85, 1.2), (uniform(-0.06, 0.06), uniform(-0.06, 0.06))))
                labels.append(True)
                scores.append(0)
        if kind in ('calm', 'mimics') and nothing < 2:
            h, w = picture.shape[:2]
            side = uniform(24, 160) * maker.scale
            x, y = uniform(0, w - 10), uniform(0, h - 10)
            crops.append(crop(picture, np.array([x, y, x + side * uniform(0.4, 1), y + side])))
            labels.append(False)
            scores.append(0)
        if (at + 1) % 200 == 0:
            print(f'{at + 1} pictures, {time.time() - start:.0f} s: {sum(labels)} phones, {len(labels) - sum(labels)} others', flush=True)
    np.savez(asked.out, crops=np.stack(crops), labels=np.array(labels), scores=np.array(scores, 'float32'))
    print(f'{asked.out}: {sum(labels)} phones, {len(labels) - sum(labels)} others')


if __name__ == '__main__':
    main()
