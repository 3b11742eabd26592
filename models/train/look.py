"""
The second look: a small net that says of a crop whether it shows a phone. look.py OUT.pt CROPS.npz… [--start W.bin] [--batches N] [--seed N] trains it.

It is the detector's own backbone (twenty-seven convolutions, of which the first eleven stay as they are) and one hidden layer on the means of its last two grids.
"""

import argparse
import copy
import json
import math
import random
import time
from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as functional
from torch import nn

from net import WEIGHTS, Net, as_input
from photo import photo, uniform

# Side of a crop, px.
SIDE = 96
# The last convolution of the backbone is that before this one.
CUT = 27
FROZEN = 11
HIDDEN = 64
BATCH = 48
RATE_HEAD, RATE_BACKBONE = 1e-3, 3e-4
AVERAGED = 200


class Look(nn.Module):
    """Takes float [batch, 3, 96, 96], normalised as the detector's input; gives one logit each."""

    def __init__(self, weights: Path = WEIGHTS):
        super().__init__()
        self.net = Net(weights)
        convolutions = self.net.convolutions()
        self.steps = self.net.steps[:self.net.steps.index(convolutions[CUT])]
        # What the detector's own middle and last grid are made of.
        self.grids = (convolutions[18]['in'], convolutions[CUT]['in'])
        for step in self.net.convolutions()[CUT:]:
            for name in (step['kernel'], step['bias']):
                if name is not None:
                    getattr(self.net, name).requires_grad_(False)
        self.hidden = nn.Linear(256 + 512, HIDDEN)
        self.last = nn.Linear(HIDDEN, 1)

    def forward(self, crops: torch.Tensor) -> torch.Tensor:
        # 18 and 25 look at the grid without changing it: only what the backbone needs is carried out.
        values = self.net.run({self.net.input: crops}, [step for step in self.steps if step['out'] not in self.unused()], (SIDE, SIDE))
        means = torch.cat([values[name].mean((2, 3)) for name in self.grids], 1)
        return self.last(functional.dropout(functional.leaky_relu(self.hidden(means), 0.1), 0.2, self.training))[:, 0]

    def unused(self) -> set[str]:
        convolutions = self.net.convolutions()
        return {convolutions[11]['out'], convolutions[18]['out']}

    def groups(self) -> list[dict]:
        backbone = []
        for at, step in enumerate(self.net.convolutions()[:CUT]):
            for name in (step['kernel'], step['bias']):
                if name is None:
                    continue
                if at < FROZEN or at in (11, 18):
                    getattr(self.net, name).requires_grad_(False)
                else:
                    backbone.append(getattr(self.net, name))
        return [{'params': backbone, 'most': RATE_BACKBONE}, {'params': [*self.hidden.parameters(), *self.last.parameters()], 'most': RATE_HEAD}]


def exported(graph_file: Path) -> Look:
    """The second look as `look_export.py` wrote it."""
    manifest, = json.loads(graph_file.read_text())['weightsManifest']
    data = b''.join((graph_file.parent / path).read_bytes() for path in manifest['paths'])
    values, at = {}, 0
    for spec in manifest['weights']:
        kind = np.dtype('<i4' if spec['dtype'] == 'int32' else '<f2')
        count = int(np.prod(spec['shape']))
        values[spec['name']] = np.frombuffer(data, kind, count, at).reshape(spec['shape'])
        at += count * kind.itemsize
    look = Look()
    own = {'look/hidden/kernel': look.hidden.weight, 'look/hidden/bias': look.hidden.bias, 'look/last/kernel': look.last.weight, 'look/last/bias': look.last.bias}
    with torch.no_grad():
        for name, value in values.items():
            if name in look.net.trained:
                value = value.transpose(3, 2, 0, 1) if value.ndim == 4 else value
                getattr(look.net, look.net.trained[name]).copy_(torch.from_numpy(value.astype('float32')))
            elif name in own:
                value = value.reshape(own[name].shape[::-1]).T if value.ndim == 4 else value
                own[name].copy_(torch.from_numpy(value.astype('float32')))
    return look


def changed(crop: np.ndarray) -> np.ndarray:
    """Mirrored, turned by quarters now and then, of fewer pixels, and as another webcam gives it."""
    if random.random() < 0.5:
        crop = crop[:, ::-1]
    if random.random() < 0.15:
        crop = np.rot90(crop, random.choice([1, 2, 3]))
    if random.random() < 0.35:
        side = int(math.exp(uniform(math.log(20), math.log(SIDE))))
        crop = cv2.resize(cv2.resize(np.ascontiguousarray(crop), (side, side), interpolation=cv2.INTER_AREA), (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
    if random.random() < 0.3:
        turn = cv2.getRotationMatrix2D((SIDE / 2, SIDE / 2), uniform(-20, 20), uniform(0.9, 1.1))
        crop = cv2.warpAffine(np.ascontiguousarray(crop), turn, (SIDE, SIDE), borderMode=cv2.BORDER_REPLICATE)
    return photo(np.ascontiguousarray(crop)) if random.random() < 0.25 else np.ascontiguousarray(crop)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('out', type=Path)
    parser.add_argument('crops', type=Path, nargs='+')
    parser.add_argument('--start', type=Path, default=WEIGHTS)
    parser.add_argument('--batches', type=int, default=1200)
    parser.add_argument('--seed', type=int, default=1)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(asked.seed)
    random.seed(asked.seed)
    np.random.seed(asked.seed)
    files = [np.load(one) for one in asked.crops]
    crops = np.concatenate([one['crops'] for one in files])
    labels = np.concatenate([one['labels'] for one in files])
    scores = np.concatenate([one['scores'] for one in files])
    phones, others = np.flatnonzero(labels), np.flatnonzero(~labels)
    # What the detector is surer of is seen more often.
    weight = 0.05 + scores[others]
    weight = weight / weight.sum()
    print(f'{len(phones)} phones, {len(others)} others', flush=True)
    look = Look(asked.start)
    groups = look.groups()
    average = copy.deepcopy(look).requires_grad_(False)
    optimiser = torch.optim.AdamW([{**group, 'lr': group['most']} for group in groups], weight_decay=1e-2)
    look.train()
    start, sums = time.time(), [0.0, 0.0]
    for count in range(1, asked.batches + 1):
        factor = min(1, count / 40) * (0.03 + 0.97 * 0.5 * (1 + math.cos(math.pi * count / asked.batches)))
        for group in optimiser.param_groups:
            group['lr'] = group['most'] * factor
        chosen = np.concatenate([np.random.choice(phones, BATCH // 2), np.random.choice(others, BATCH // 2, p=weight)])
        shown = np.stack([changed(crops[at]) for at in chosen])
        wanted = torch.from_numpy(labels[chosen].astype('float32'))
        logits = look(as_input(shown))
        loss = functional.binary_cross_entropy_with_logits(logits, wanted * 0.96 + 0.02)
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
        decay = min(1 - 1 / AVERAGED, count / (10 + count))
        with torch.no_grad():
            for mean, now in zip(average.parameters(), look.parameters()):
                mean.lerp_(now, 1 - decay)
        sums[0] += float(loss)
        sums[1] += float(((logits > 0) == (wanted > 0.5)).float().mean())
        if count % 50 == 0:
            print(f'{count} batches, {time.time() - start:.0f} s: loss {sums[0] / 50:.3f}, right {sums[1] / 50:.3f}', flush=True)
            sums = [0.0, 0.0]
            torch.save(average.state_dict(), asked.out)
    torch.save(average.state_dict(), asked.out)


if __name__ == '__main__':
    main()
