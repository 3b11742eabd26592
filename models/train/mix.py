"""Mixes nets: mix.py OUT.bin A.bin [B.bin…] [--share S] [--scale K --shift B].

The trained nets' mean takes the share S of the weights, the npm package's own the rest. What the net says of phones is then brought onto
K · logit + B, so that a score means what it says; it is written into the last convolutions, so that nothing has to know of it.
"""

import argparse
from pathlib import Path

import torch

from net import PHONE, Net


def mixed(trained: list[Net], share: float) -> Net:
    net = Net()
    with torch.no_grad():
        for name, value in net.named_parameters():
            mean = torch.stack([dict(one.named_parameters())[name] for one in trained]).mean(0)
            value.lerp_(mean, share)
    return net


def rescaled(net: Net, scale: float, shift: float) -> Net:
    # Each output is put together by the last convolution before it.
    heads = {step['in'] for step in net.steps if step['op'] == 'head'}
    with torch.no_grad():
        for step in net.convolutions():
            if step['out'] not in heads:
                continue
            getattr(net, step['kernel'])[PHONE] *= scale
            bias = getattr(net, step['bias'])
            bias[PHONE] = bias[PHONE] * scale + shift
    return net


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('out', type=Path)
    parser.add_argument('trained', type=Path, nargs='+')
    parser.add_argument('--share', type=float, default=1)
    parser.add_argument('--scale', type=float, default=1)
    parser.add_argument('--shift', type=float, default=0)
    asked = parser.parse_args()
    net = mixed([Net(one) for one in asked.trained], asked.share)
    asked.out.write_bytes(rescaled(net, asked.scale, asked.shift).encode())


if __name__ == '__main__':
    main()
