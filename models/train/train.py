"""Trains the net on: train.py OUT.bin [--batches N] [--seed N] [--threads T] [--start W.bin] [--frozen K]; writes OUT.bin every few minutes too."""

import argparse
import copy
import math
import multiprocessing
import random
import time
from pathlib import Path

import numpy as np
import torch

from data import Maker
from loss import Targets, losses
from net import WEIGHTS, Net, as_input, cells_of

RATE_HEAD, RATE_BACKBONE = 3e-4, 1e-4
# From this convolution on it is head, and learns faster; the order is the graph's.
BACKBONE = 25
SIZES = ((256, 416), (256, 416), (256, 416), (320, 320))
# Batches over which the weights are averaged in the end.
AVERAGED = 150
CHECKPOINT_SECONDS = 180


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('out', type=Path)
    parser.add_argument('--batches', type=int, default=600, help='how long: the rate falls over them, whatever time they take')
    parser.add_argument('--minutes', type=float, default=math.inf, help='stops then, wherever it is')
    parser.add_argument('--seed', type=int, default=0)
    parser.add_argument('--threads', type=int, default=1)
    parser.add_argument('--start', type=Path, default=WEIGHTS, help='weights to go on from; the teacher is always the package’s net')
    parser.add_argument('--frozen', type=int, default=11, help='convolutions that stay as they are, from the first on')
    return parser.parse_args()


def groups_of(net: Net, frozen: int) -> list[dict]:
    """The parameters that are trained, with their rates."""
    groups = [{'params': [], 'most': RATE_BACKBONE}, {'params': [], 'most': RATE_HEAD}]
    for at, step in enumerate(net.convolutions()):
        for name in (step['kernel'], step['bias']):
            if name is None:
                continue
            if at < frozen:
                getattr(net, name).requires_grad_(False)
            else:
                groups[at >= BACKBONE]['params'].append(getattr(net, name))
    return groups


def batches(seed: int, made: multiprocessing.Queue) -> None:
    """Makes batches, the same for a seed whatever the machine; in a process of its own beside the training."""
    random.seed(seed)
    np.random.seed(seed)
    maker = Maker()
    while True:
        made.put(maker.batch(random.choice(SIZES)))


def main() -> None:
    asked = options()
    torch.set_num_threads(asked.threads)
    torch.manual_seed(asked.seed)
    made: multiprocessing.Queue = multiprocessing.Queue(4)
    multiprocessing.Process(target=batches, args=(asked.seed, made), daemon=True).start()
    net = Net(asked.start).to(memory_format=torch.channels_last)
    groups = groups_of(net, asked.frozen)
    old = Net().to(memory_format=torch.channels_last).requires_grad_(False)
    average = copy.deepcopy(net).requires_grad_(False)
    cut = net.steps.index(net.convolutions()[asked.frozen])
    before, after = net.steps[:cut], net.steps[cut:]
    optimiser = torch.optim.AdamW([{**group, 'lr': group['most']} for group in groups], weight_decay=1e-3)
    grids = {size: cells_of(*size) for size in SIZES}
    start = saved = time.time()
    count, sums = 0, {}
    while count < asked.batches and (elapsed := time.time() - start) < asked.minutes * 60:
        factor = min(1, (count + 1) / 25) * (0.05 + 0.95 * 0.5 * (1 + math.cos(math.pi * count / asked.batches)))
        for group in optimiser.param_groups:
            group['lr'] = group['most'] * factor
        pictures, boxes, kinds = made.get()
        size = pictures.shape[1:3]
        centres, strides = grids[size]
        with torch.no_grad():
            shared = net.run({net.input: as_input(pictures).contiguous(memory_format=torch.channels_last)}, before, size)
            old_logits, old_distances = old.heads(old.run(dict(shared), after, size))
        logits, distances = net.heads(net.run(dict(shared), after, size))
        labels = [torch.from_numpy(np.ascontiguousarray(some)).float() for some in boxes]
        with torch.no_grad():
            trusting = [kind in ('labelled', 'things') for kind in kinds]
            targets = Targets(logits, distances, old_logits, labels, trusting, centres, strides)
        parts = losses(logits, distances, old_logits, old_distances, targets, centres, strides)
        optimiser.zero_grad()
        sum(parts.values()).backward()
        torch.nn.utils.clip_grad_norm_([one for group in groups for one in group['params']], 15.0)
        optimiser.step()
        count += 1
        decay = min(1 - 1 / AVERAGED, count / (10 + count))
        with torch.no_grad():
            for mean, now in zip(average.parameters(), net.parameters()):
                mean.lerp_(now, 1 - decay)
        for name, value in parts.items():
            sums[name] = sums.get(name, 0.0) + float(value)
        if count % 20 == 0:
            told = ', '.join(f'{name} {value / 20:.3f}' for name, value in sums.items())
            print(f'{count} batches, {elapsed:.0f} s, {made.qsize()} waiting: {told}', flush=True)
            sums = {}
        if time.time() - saved > CHECKPOINT_SECONDS:
            saved = time.time()
            asked.out.write_bytes(average.encode())
    asked.out.write_bytes(average.encode())
    print(f'{count} batches in {time.time() - start:.0f} s: {asked.out}')


if __name__ == '__main__':
    main()
