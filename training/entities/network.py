"""The CNN of newsextract/entities/network.py in torch, and its loss: a CRF without transition weights."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from newsextract.entities.labels import STATES
from newsextract.entities.network import BITS, DILATIONS, GAP, KINDS
from training.entities import crf

CHARACTER, PAIR, WORD, KIND, HIDDEN = 64, 32, 32, 16, 128
"""Widths of the embeddings and of the hidden layers."""
DROPOUT, PAIR_DROPOUT, WORD_DROPOUT = 0.25, 0.2, 0.3
"""Pairs and words are dropped whole, so that the network does not lean on names it has seen."""


class Network(nn.Module):
    """inputs (batch, length, 4) as network.inputs lays them out → scores (batch, length, STATES)."""

    def __init__(self, characters: int) -> None:
        super().__init__()
        self.characters = nn.Embedding(characters, CHARACTER)
        self.pairs = nn.Embedding(1 << BITS, PAIR)
        self.words = nn.Embedding(1 << BITS, WORD)
        self.kinds = nn.Embedding(KINDS, KIND)
        for table, spread in ((self.characters, 0.3), (self.pairs, 0.1), (self.words, 0.1), (self.kinds, 0.3)):
            nn.init.normal_(table.weight, 0, spread)
        width = CHARACTER + 2 * PAIR + WORD + KIND
        self.first = nn.Conv1d(width, HIDDEN, 3, padding=1, bias=False)
        self.rest = nn.ModuleList(
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=step, dilation=step, bias=False) for step in DILATIONS
        )
        self.norms = nn.ModuleList(nn.BatchNorm1d(HIDDEN) for _ in range(1 + len(DILATIONS)))
        self.out = nn.Linear(HIDDEN, STATES)

    def forward(self, rows: Tensor) -> Tensor:
        numbers = rows[..., 0]
        text = (numbers != GAP).float().unsqueeze(1)
        pairs = self._dropped(self.pairs(rows[..., 1]), PAIR_DROPOUT)
        left = torch.cat([torch.zeros_like(pairs[:, :1]), pairs[:, :-1]], 1)
        words = self._dropped(self.words(rows[..., 2]), WORD_DROPOUT)
        parts = [self.characters(numbers), left, pairs, words, self.kinds(rows[..., 3])]
        hidden = self._noisy(torch.cat(parts, -1), DROPOUT).transpose(1, 2)
        hidden = torch.relu(self.norms[0](self.first(hidden))) * text
        for convolve, norm in zip(self.rest, self.norms[1:], strict=True):
            hidden = hidden + torch.relu(norm(convolve(self._noisy(hidden, 0.6 * DROPOUT)))) * text
        scores: Tensor = self.out(self._noisy(hidden.transpose(1, 2), DROPOUT))
        return scores

    def _noisy(self, values: Tensor, share: float) -> Tensor:
        """Dropout by random bytes: three times as fast as torch's."""
        if not self.training:
            return values
        least = round(256 * share)
        kept = torch.empty(values.shape, dtype=torch.uint8).random_() >= least
        return values * kept * (256 / (256 - least))

    def _dropped(self, values: Tensor, share: float) -> Tensor:
        if not self.training:
            return values
        return values * (torch.rand(*values.shape[:2], 1) > share).float()


class _Loss(torch.autograd.Function):
    """The negative log-likelihood per character; its gradient comes with it from one forward-backward pass."""

    @staticmethod
    def forward(ctx: Any, scores: Tensor, labels: Tensor) -> Tensor:
        gradient = np.empty(scores.shape, np.float32)
        loss = crf.likelihood(scores.detach().numpy(), labels.numpy(), gradient)
        ctx.save_for_backward(torch.from_numpy(gradient / labels.numel()))
        return torch.tensor(loss / labels.numel())

    @staticmethod
    def backward(ctx: Any, *upstream: Any) -> Any:
        (gradient,) = ctx.saved_tensors
        return gradient * upstream[0], None


def loss(scores: Tensor, labels: Tensor) -> Tensor:
    """scores (batch, length, STATES), labels (batch, length) int8: rows cut anywhere out of the running text."""
    result: Tensor = _Loss.apply(scores, labels)
    return result
