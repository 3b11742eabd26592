"""Proves that the net in PyTorch gives what ONNX Runtime gives: parity.py [NET.onnx [WEIGHTS.bin]]; exit code 1 where it does not."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import torch

from net import ROOT, WEIGHTS, Net, as_input

# Two runtimes add floats up in other orders; the compiled net is held to 1e-4 of an output's range as well.
BOUND = 1e-4


def compiled(onnx: Path, picture: np.ndarray) -> dict[str, np.ndarray]:
    with tempfile.NamedTemporaryFile() as pixels:
        pixels.write(picture.tobytes())
        pixels.flush()
        height, width = picture.shape[:2]
        command = ['node', 'models/train/dump.mjs', str(onnx), pixels.name, str(height), str(width)]
        told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=120).stdout
    return {name: np.array(values, 'float32') for name, values in json.loads(told).items()}


def main(onnx: Path, weights: Path) -> int:
    import cv2

    height, width = 256, 416
    sample = ROOT / 'node_modules' / '@vladmandic' / 'face-api' / 'demo' / 'sample1.jpg'
    picture = cv2.resize(cv2.imread(str(sample)), (width, height))
    told = compiled(onnx, picture)
    with torch.no_grad():
        scores, distances = Net(weights)(as_input(picture[None]))
    mine = {'scores': scores.sigmoid().numpy().ravel(), 'distances': distances.numpy().ravel()}
    worst = 0.0
    for kind, values in mine.items():
        other = np.concatenate([told[f'{kind}{stride}'].ravel() for stride in (8, 16, 32)])
        difference = float(np.abs(values - other).max() / (other.max() - other.min()))
        print(f'{kind}: differ by at most {difference:.1e} of the range, {len(values)} numbers')
        worst = max(worst, difference)
    return 0 if worst <= BOUND else 1


if __name__ == '__main__':
    names = [Path(one).resolve() for one in sys.argv[1:]]
    defaults = [ROOT / 'models' / 'compiled' / 'nanodet.onnx', WEIGHTS]
    sys.exit(main(*(names + defaults[len(names):])))
