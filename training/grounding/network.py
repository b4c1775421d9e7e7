"""The network: a small cross-encoder whose claim tokens are each compared with what they attend to in the source."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from transformers import AutoModel

LABELS = ("supported", "contradicted", "unsupported")
WIDTH = 192


class Grounder(nn.Module):
    """Input: ``[CLS] claim [SEP] source [SEP]``, token type 0 for the claim and 1 for the source.

    Every claim token is softly aligned to the source's tokens; token and alignment are compared, which gives each
    claim token a score of being wrong; the scores' maximum, the pooled comparisons and [CLS] decide the label.
    """

    def __init__(self, weights: str, attention: str = "sdpa") -> None:
        super().__init__()
        # no dropout in the encoder: one or two epochs do not overfit, and it halves the speed on a CPU
        self.encoder = AutoModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation=attention,
            hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0,
        )  # fmt: skip
        size = self.encoder.config.hidden_size
        self.query, self.key = nn.Linear(size, 128), nn.Linear(size, 128)
        self.compare = nn.Sequential(nn.Linear(4 * size, WIDTH), nn.GELU(), nn.Dropout(0.1), nn.Linear(WIDTH, WIDTH))
        self.token = nn.Linear(WIDTH, 1)
        self.label = nn.Sequential(nn.Dropout(0.1), nn.Linear(size + 2 * WIDTH + 2, 3))

    def forward(
        self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor, claim_positions: Tensor
    ) -> tuple[Tensor, Tensor]:
        """Logits of the three labels (rows, 3) and of each claim token being wrong (rows, positions);
        ``claim_positions`` counts from 0 to the end of the longest claim: the rest need not be compared."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        seen, source = attention_mask.bool(), token_type_ids.bool()
        own = seen & ~source
        own = torch.cat([torch.zeros_like(own[:, :1]), own[:, 1:]], dim=1)  # [CLS] is no word of the claim
        own, words = own.index_select(1, claim_positions), hidden.index_select(1, claim_positions)
        scores = self.query(words) @ self.key(hidden).transpose(1, 2) / 128**0.5
        scores = scores.masked_fill(~(seen & source)[:, None, :], -1e4)
        aligned = scores.softmax(-1) @ hidden
        compared = self.compare(torch.cat([words, aligned, (words - aligned).abs(), words * aligned], dim=-1))
        wrong = self.token(compared).squeeze(-1)
        weight = own[:, :, None].to(compared.dtype)
        mean = (compared * weight).sum(1) / weight.sum(1).clamp(min=1)
        most = compared.masked_fill(~own[:, :, None], -1e4).max(1).values
        hidden_wrong = wrong.masked_fill(~own, -1e4)
        worst = hidden_wrong.max(1, keepdim=True).values
        average = (wrong * own).sum(1, keepdim=True) / own.sum(1, keepdim=True).clamp(min=1)
        pooled = torch.cat([hidden[:, 0], mean, most, worst.clamp(-15, 15), average.clamp(-15, 15)], dim=-1)
        return self.label(pooled), wrong
