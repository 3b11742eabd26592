"""What the net is trained by: labels teach the phone, the old net teaches everything else."""

import torch
import torch.nn.functional as functional

from data import IGNORED
from net import BINS, CLASSES, PHONE, boxes_of

# Where the old net is this sure of a phone that nobody labelled, nothing is said: labels miss some.
UNLABELLED = 0.4
# Cells whose old score of another class exceeds this keep their box.
KEPT_BOX = 0.2
# Focal exponent of cells without a phone; 2 is usual.
POWER_OF_NOTHING = 1.5


def overlaps(one: torch.Tensor, other: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """IoU, and GIoU, of boxes beside each other."""
    shared = (torch.min(one[..., 2:], other[..., 2:]) - torch.max(one[..., :2], other[..., :2])).clamp(min=0).prod(-1)
    areas = [(box[..., 2:] - box[..., :2]).clamp(min=0).prod(-1) for box in (one, other)]
    union = areas[0] + areas[1] - shared + 1e-6
    hull = (torch.max(one[..., 2:], other[..., 2:]) - torch.min(one[..., :2], other[..., :2])).clamp(min=0).prod(-1) + 1e-6
    return shared / union, shared / union - (hull - union) / hull


def assigned(logits: torch.Tensor, boxes: torch.Tensor, wanted: torch.Tensor, centres: torch.Tensor, strides: torch.Tensor) -> torch.Tensor:
    """
    Which wanted box each cell is to tell, −1 where none: for each box the cells near its middle that tell it best already, as many
    as the overlaps of the best ten add up to (SimOTA).
    """
    edges = torch.cat([centres[:, None] - wanted[None, :, :2], wanted[None, :, 2:] - centres[:, None]], -1)
    middles = (wanted[:, :2] + wanted[:, 2:]) / 2
    near = ((centres[:, None] - middles).abs() < 2.5 * strides[:, None, None]).all(-1)
    reached = edges.amax(-1) <= (BINS - 1) * strides[:, None]
    inside = edges.amin(-1) > 0
    allowed = inside & near & reached
    none = ~allowed.any(0)
    allowed[:, none] = ((edges.amin(-1) > -4) & near & reached)[:, none]
    iou, _ = overlaps(boxes[:, None].expand(-1, len(wanted), -1), wanted[None].expand(len(boxes), -1, -1))
    score = logits.sigmoid()[:, None].expand_as(iou).clamp(1e-5, 1 - 1e-5)
    cost = -3 * (iou + 1e-4).log() + functional.binary_cross_entropy(score, iou, reduction='none') * (score - iou).abs().square()
    cost = cost.masked_fill(~allowed, 1e5)
    chosen = torch.zeros_like(allowed)
    for at in range(len(wanted)):
        most = iou[:, at].masked_fill(~allowed[:, at], 0).topk(10).values.sum()
        cells = cost[:, at].topk(max(2, int(most.round())), largest=False).indices
        chosen[cells[cost[cells, at] < 1e5], at] = True
    best = cost.masked_fill(~chosen, 1e9).argmin(1)
    best[~chosen.any(1)] = -1
    return best


class Targets:
    """What a batch's cells are to tell: IoU as the phone's score, its weight, and the box where there is a phone."""

    def __init__(self, logits, distances, old_logits, labels, trusting, centres, strides):
        batch, cells = logits.shape[:2]
        self.score = torch.zeros(batch, cells)
        self.weight = torch.ones(batch, cells)
        self.phone = torch.zeros(batch, cells, dtype=torch.bool)
        self.box = torch.zeros(batch, cells, 4)
        boxes = boxes_of(distances, centres, strides)
        sure = old_logits[..., PHONE].sigmoid() > UNLABELLED
        for at, some in enumerate(labels):
            covered = torch.zeros(cells, dtype=torch.bool)
            for kind, left, top, right, bottom in some.tolist():
                within = (centres[:, 0] > left) & (centres[:, 0] < right) & (centres[:, 1] > top) & (centres[:, 1] < bottom)
                covered |= within
                if kind == IGNORED:
                    self.weight[at][within] = 0
            if trusting[at]:
                self.weight[at][sure[at] & ~covered] = 0
            wanted = some[some[:, 0] == 0][:, 1:]
            if len(wanted) == 0:
                continue
            which = assigned(logits[at, :, PHONE], boxes[at], wanted, centres, strides)
            hit = which >= 0
            self.phone[at] = hit
            self.box[at][hit] = wanted[which[hit]]
            self.score[at][hit], _ = overlaps(boxes[at][hit], self.box[at][hit])
            self.weight[at][hit] = 1


def losses(logits, distances, old_logits, old_distances, targets: Targets, centres, strides) -> dict[str, torch.Tensor]:
    """The parts of the loss, each already weighted."""
    phone, own = targets.phone, logits[..., PHONE]
    now = own.detach().sigmoid()
    # Quality focal loss: the score is to be the overlap. What is no phone counts more than usual, for its mimics score in the middle.
    power = torch.where(phone, 2.0, POWER_OF_NOTHING)
    focal = functional.binary_cross_entropy_with_logits(own, targets.score, reduction='none') * (now - targets.score).abs() ** power
    parts = {'phone': (focal * targets.weight).sum() / phone.sum().clamp(min=1)}
    if phone.any():
        of, cells = phone.nonzero(as_tuple=True)
        told, wanted = distances[of, cells], targets.box[of, cells]
        weight = now[of, cells].clamp(min=0.1)
        weight = weight / weight.sum()
        _, giou = overlaps(boxes_of(told, centres[cells], strides[cells]), wanted)
        parts['box'] = 2 * ((1 - giou) * weight).sum()
        edges = torch.cat([centres[cells] - wanted[:, :2], wanted[:, 2:] - centres[cells]], -1) / strides[cells][:, None]
        edges = edges.clamp(0, BINS - 1.01)
        low = edges.floor()
        shares = told.reshape(-1, 4, BINS).log_softmax(-1)
        below = shares.gather(-1, low.long()[..., None])[..., 0] * (1 - (edges - low))
        above = shares.gather(-1, low.long()[..., None] + 1)[..., 0] * (edges - low)
        parts['bins'] = -0.25 * ((below + above).mean(-1) * weight).sum()
    others = torch.ones(CLASSES)
    others[PHONE] = 0
    kept = others.expand_as(logits) * (~phone)[..., None]
    old = old_logits.sigmoid()
    excess = functional.binary_cross_entropy_with_logits(logits, old, reduction='none') - functional.binary_cross_entropy_with_logits(old_logits, old, reduction='none')
    parts['kept classes'] = 3 * (excess * kept).sum() / (old * kept).sum().clamp(min=1)
    surest = (old * others).amax(-1) * (~phone)
    seen = surest > KEPT_BOX
    if seen.any():
        moved = (distances[seen] - old_distances[seen]).square().mean(-1)
        parts['kept boxes'] = 0.5 * (moved * surest[seen]).sum() / surest[seen].sum()
    return parts
