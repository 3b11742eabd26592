"""
Whether anything was forgotten: kept.py FOLDER [WEIGHTS.bin…] tells, for the npm package's own net and each of these, the AP50 of people
and laptops and the mean of all labelled classes, on pictures in YOLO's layout with COCO's class numbers (coco128-train).
"""

import sys
from pathlib import Path

import cv2
import numpy as np
import torch

from measure import Found, overlap
from net import LAPTOP, PERSON, PHONE, WEIGHTS, Net, as_input, boxes_of, cells_of
from pictures import labels_of

# What a seat's net takes.
HEIGHT, WIDTH = 256, 416
LEAST = 0.01
MOST = 100


def fitted(pixels: np.ndarray, boxes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    height, width = pixels.shape[:2]
    factor = min(HEIGHT / height, WIDTH / width)
    left, top = (WIDTH - width * factor) / 2, (HEIGHT - height * factor) / 2
    matrix = np.array([[factor, 0, left], [0, factor, top]])
    boxes = boxes.copy()
    boxes[:, 1:] = boxes[:, 1:] * factor + [left, top, left, top]
    return cv2.warpAffine(pixels, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_LINEAR), boxes


def told_by(net: Net, picture: np.ndarray) -> np.ndarray:
    """Class, score, left, top, right, bottom of what the net tells, after non-maximum suppression in each class."""
    centres, strides = cells_of(HEIGHT, WIDTH)
    with torch.no_grad():
        logits, distances = net(as_input(picture[None]))
    scores = logits[0].sigmoid()
    cells, kinds = (scores >= LEAST).nonzero(as_tuple=True)
    boxes = boxes_of(distances[0, cells], centres[cells], strides[cells])
    rows = torch.cat([kinds[:, None].float(), scores[cells, kinds][:, None], boxes], 1).numpy()
    rows = rows[rows[:, 1].argsort()[::-1]]
    kept = []
    for kind in np.unique(rows[:, 0]):
        left = rows[rows[:, 0] == kind]
        while len(left):
            kept.append(left[0])
            left = left[1:][overlap(left[0, 2:], left[1:, 2:]) < 0.5]
    told = np.array(kept, 'float32').reshape(-1, 6)
    return told[told[:, 1].argsort()[::-1]][:MOST]


def main(folder: Path, weights: list[Path]) -> None:
    torch.set_num_threads(1)
    pictures = []
    for path in sorted((folder / 'images').iterdir()):
        pixels = cv2.imread(str(path))
        pictures.append(fitted(pixels, labels_of(path, pixels)))
    kinds = sorted({int(kind) for _, boxes in pictures for kind in boxes[:, 0]})
    for path in [WEIGHTS, *weights]:
        net = Net(path)
        told = [told_by(net, picture) for picture, _ in pictures]
        points = {}
        for kind in kinds:
            found = Found([one[one[:, 0] == kind][:, 1:] for one in told], [boxes[boxes[:, 0] == kind][:, 1:] for _, boxes in pictures])
            points[kind] = found.average_precision()
        print(f'{path.name}: person {points[PERSON]:.3f}, laptop {points[LAPTOP]:.3f}, phone {points[PHONE]:.3f}, '
              f'mean of {len(kinds)} classes {np.mean(list(points.values())):.3f}', flush=True)


if __name__ == '__main__':
    if len(sys.argv) < 2:
        raise SystemExit('usage: kept.py FOLDER [WEIGHTS.bin…]')
    main(Path(sys.argv[1]), [Path(one) for one in sys.argv[2:]])
