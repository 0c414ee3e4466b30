"""The reader's network as it is trained: MiniLM with heads for spans, sentences and answerability."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, INNER, LAYERS, ATTENTION_HEADS = 384, 1536, 6, 12
VOCABULARY, POSITIONS = 30522, 512
NORM_EPSILON = 1e-12
MASKED = -1e4
"""Added to a masked logit; small enough for bfloat16."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs as tensors, all (inputs, pieces): ids, segments, sentence numbers (-1: none), mask."""

    ids: Tensor
    segments: Tensor
    sentences: Tensor
    mask: Tensor


@dataclass(frozen=True, slots=True)
class Logits:
    """What the network gives: start and end (inputs, pieces), sentence (inputs, sentences), answerable (inputs,).

    Masked places hold `MASKED` or less. Piece 0 is the null span. The null of the sentences is 0 by
    definition.
    """

    start: Tensor
    end: Tensor
    sentence: Tensor
    answerable: Tensor


class Embeddings(nn.Module):
    """Word, position and segment embeddings; frozen."""

    def __init__(self) -> None:
        super().__init__()
        self.word_embeddings = nn.Embedding(VOCABULARY, HIDDEN, padding_idx=0)
        self.position_embeddings = nn.Embedding(POSITIONS, HIDDEN)
        self.token_type_embeddings = nn.Embedding(2, HIDDEN)
        self.LayerNorm = nn.LayerNorm(HIDDEN, eps=NORM_EPSILON)

    def forward(self, ids: Tensor, segments: Tensor) -> Tensor:
        """Embed (inputs, pieces) as (inputs, pieces, HIDDEN)."""
        positions = self.position_embeddings.weight[: ids.shape[1]]
        summed = self.word_embeddings(ids) + positions + self.token_type_embeddings(segments)
        return self.LayerNorm(summed)  # type: ignore[no-any-return]  # nn.Module.__call__ is untyped


class Layer(nn.Module):
    """One transformer layer of BERT, post-norm, without dropout."""

    def __init__(self) -> None:
        super().__init__()
        self.query = nn.Linear(HIDDEN, HIDDEN)
        self.key = nn.Linear(HIDDEN, HIDDEN)
        self.value = nn.Linear(HIDDEN, HIDDEN)
        self.attended = nn.Linear(HIDDEN, HIDDEN)
        self.attended_norm = nn.LayerNorm(HIDDEN, eps=NORM_EPSILON)
        self.widen = nn.Linear(HIDDEN, INNER)
        self.narrow = nn.Linear(INNER, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=NORM_EPSILON)

    def forward(self, states: Tensor, attendable: Tensor) -> Tensor:
        """Transform (inputs, pieces, HIDDEN); `attendable` is added to the attention's logits."""
        inputs, pieces, _ = states.shape

        def heads(found: Tensor) -> Tensor:
            return found.view(inputs, pieces, ATTENTION_HEADS, -1).transpose(1, 2)

        query, key, value = heads(self.query(states)), heads(self.key(states)), heads(self.value(states))
        if self.training:
            # Written out: at these lengths the backward pass of torch's fused attention costs, on a CPU, more
            # than all the rest of a training step (measured with torch 2.13). Forward it is the faster one.
            weights = query * (HIDDEN // ATTENTION_HEADS) ** -0.5 @ key.transpose(2, 3) + attendable
            mixed = torch.softmax(weights, dim=-1).to(states.dtype) @ value
        else:
            mixed = functional.scaled_dot_product_attention(query, key, value, attn_mask=attendable)
        mixed = mixed.transpose(1, 2).reshape(inputs, pieces, HIDDEN)
        states = self.attended_norm(states + self.attended(mixed))
        return self.norm(states + self.narrow(functional.gelu(self.widen(states))))  # type: ignore[no-any-return]  # as above


class ReaderNetwork(nn.Module):
    """The backbone and its three heads."""

    def __init__(self) -> None:
        super().__init__()
        self.embeddings = Embeddings()
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.span = nn.Linear(HIDDEN, 2)
        self.weigh = nn.Linear(HIDDEN, 1)
        self.sentence_inner = nn.Linear(2 * HIDDEN, 192)
        self.sentence = nn.Linear(192, 1)
        self.answerable_inner = nn.Linear(3 * HIDDEN, 192)
        self.answerable = nn.Linear(192, 1)
        self.embeddings.requires_grad_(requires_grad=False)

    def forward(self, batch: Batch) -> Logits:
        """Read a batch."""
        with torch.no_grad():
            states = self.embeddings(batch.ids, batch.segments)
        if torch.is_autocast_enabled(states.device.type):
            states = states.to(torch.get_autocast_dtype(states.device.type))
        attendable = torch.where(batch.mask, 0.0, MASKED).to(states.dtype)[:, None, None, :]
        numbers = torch.arange(max(int(batch.sentences.max()) + 1, 1), device=states.device)
        return self.read(states, attendable, batch.sentences[:, None, :] == numbers[None, :, None])

    def read(self, states: Tensor, attendable: Tensor, members: Tensor) -> Logits:
        """Read embedded inputs; `members` (inputs, sentences, pieces) says which piece is of which sentence."""
        for layer in self.layers:
            states = layer(states, attendable)
        inside = members.any(dim=1)
        outside = torch.where(inside, 0.0, MASKED)
        spans = self.span(states).float()
        choosable = torch.cat((torch.zeros_like(outside[:, :1]), outside[:, 1:]), dim=1)
        first = states[:, 0]
        return Logits(
            start=spans[..., 0] + choosable,
            end=spans[..., 1] + choosable,
            sentence=self._sentence_logits(states, first, members),
            answerable=self._answerable_logits(states, first, inside),
        )

    def _sentence_logits(self, states: Tensor, first: Tensor, members: Tensor) -> Tensor:
        weights = self.weigh(states).float().squeeze(-1)[:, None, :].masked_fill(~members, MASKED)
        pooled = torch.softmax(weights, dim=-1).to(states.dtype) @ states
        both = torch.cat((pooled, first[:, None, :].expand_as(pooled)), dim=-1)
        logits = self.sentence(functional.gelu(self.sentence_inner(both))).float().squeeze(-1)
        return torch.where(members.any(dim=-1), logits, logits.new_tensor(MASKED))

    def _answerable_logits(self, states: Tensor, first: Tensor, inside: Tensor) -> Tensor:
        held = inside[..., None]
        most = states.masked_fill(~held, MASKED).amax(dim=1)
        mean = (states * held).sum(dim=1) / held.sum(dim=1).clamp(min=1)
        summary = torch.cat((first, most, mean.to(first.dtype)), dim=-1)
        return self.answerable(functional.gelu(self.answerable_inner(summary))).float().squeeze(-1)  # type: ignore[no-any-return]  # nn.Module.__call__ is untyped
