"""One stage of training: `python -m training.grounding.fit --help`."""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer
from torch.nn import functional

from training.grounding.network import Grounder
from training.grounding.rows import Row, arrays, batches, read


def loss_of(logits: torch.Tensor, wrong: torch.Tensor, given: dict[str, torch.Tensor]) -> torch.Tensor:
    """Supported-or-not (what the gate asks), the three labels at half weight, and the tokens where they are known."""
    weight = given["weights"]
    odds = logits[:, 0] - torch.logsumexp(logits[:, 1:], dim=1)
    truth = (given["labels"] == 0).float()
    yes_no = functional.binary_cross_entropy_with_logits(odds, truth * 0.94 + 0.03, weight=weight)
    three = (functional.cross_entropy(logits, given["labels"], reduction="none", label_smoothing=0.05) * weight).mean()
    target = given["wrong"][:, : wrong.shape[1]]
    known = target >= 0
    tokens = wrong.new_zeros(())
    if known.any():
        target = target[known]
        lift = 1 + 4 * target  # few tokens are wrong
        tokens = functional.binary_cross_entropy_with_logits(wrong[known], target, weight=lift)
    return yes_no + 0.5 * three + 0.5 * tokens


def scores(model: Grounder, rows: list[Row]) -> np.ndarray:
    """Probability of supported for each row."""
    model.eval()
    out = np.zeros(len(rows))
    order = sorted(range(len(rows)), key=lambda at: len(rows[at]))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for start in range(0, len(order), 32):
            part = order[start : start + 32]
            given = {k: torch.from_numpy(v) for k, v in arrays([rows[at] for at in part]).items()}
            logits, _ = model(given["ids"], given["mask"], given["types"], given["positions"])
            out[part] = logits.float().softmax(-1)[:, 0].numpy()
    model.train()
    return out


def balanced(scored: np.ndarray, rows: list[Row], threshold: float = 0.5) -> float:
    truth = np.array([row.label == 0 for row in rows])
    said = scored >= threshold
    return float(((said & truth).sum() / max(truth.sum(), 1) + (~said & ~truth).sum() / max((~truth).sum(), 1)) / 2)


def best_balanced(scored: np.ndarray, rows: list[Row]) -> float:
    return max(balanced(scored, rows, cut) for cut in np.quantile(scored, np.linspace(0.02, 0.98, 49)))


def report(model: Grounder, dev: dict[str, list[Row]]) -> str:
    parts, values = [], []
    for name, rows in dev.items():
        scored = scores(model, rows)
        values.append(balanced(scored, rows))
        parts.append(f"{name} {100 * values[-1]:.1f}/{100 * best_balanced(scored, rows):.1f}")
    return f"mean {100 * np.mean(values):.1f} | " + ", ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", required=True, help="folder with the encoder's weights and tokenizer")
    parser.add_argument("--start", type=Path, help="checkpoint of an earlier stage")
    parser.add_argument("--train", nargs="+", required=True, help="file.jsonl[:weight[:share]] of pairs")
    parser.add_argument("--dev", nargs="*", default=[], help="file.jsonl of pairs, scored now and then")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--epochs", type=int, default=1)
    parser.add_argument("--most", type=int, default=224, help="source tokens")
    parser.add_argument("--frozen", type=int, default=0, help="lower layers that stay as they are")
    parser.add_argument("--tokens", type=int, default=4096, help="a step's tokens, padding included")
    parser.add_argument("--every", type=int, default=600, help="steps between checkpoints")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(options.threads)
    rng = random.Random(options.seed)
    tokenizer = Tokenizer.from_file(f"{options.weights}/tokenizer.json")
    tokenizer.no_padding()
    tokenizer.no_truncation()
    rows: list[Row] = []
    for given in options.train:
        path, weight, share = (given + "::").split(":")[:3]
        found = read(Path(path), tokenizer, options.most, float(weight or 1))
        rows += rng.sample(found, int(len(found) * float(share or 1)))
    dev = {Path(p).stem: read(Path(p), tokenizer, 320)[:400] for p in options.dev}
    print(len(rows), "rows,", sum(map(len, rows)), "tokens", flush=True)
    model = Grounder(options.weights)
    if options.start:
        model.load_state_dict(torch.load(options.start))
    fit(model, rows, dev, options, rng)
    torch.save(model.state_dict(), options.out)


def fit(
    model: Grounder, rows: list[Row], dev: dict[str, list[Row]], options: argparse.Namespace, rng: random.Random
) -> None:
    """AdamW with warm-up and linear decay over the tokens; word embeddings stay as they are."""
    for name, value in model.encoder.embeddings.named_parameters():
        value.requires_grad = "token_type" in name
    model.encoder.embeddings.word_embeddings.requires_grad_(False)
    if options.frozen:
        model.encoder.embeddings.requires_grad_(False)
        model.encoder.encoder.layer[: options.frozen].requires_grad_(False)
    head = [p for n, p in model.named_parameters() if not n.startswith("encoder.")]
    body = [p for n, p in model.named_parameters() if n.startswith("encoder.") and p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": options.rate}, {"params": head, "lr": 3 * options.rate}], weight_decay=0.01, fused=True
    )
    base = [group["lr"] for group in optimizer.param_groups]
    steps = [batch for _ in range(options.epochs) for batch in batches(rows, options.tokens, rng)]
    begun, total, running = time.time(), sum(sum(map(len, batch)) for batch in steps), []
    done = 0
    model.train()
    for seen, batch in enumerate(steps, start=1):
        part = done / total
        for group, rate in zip(optimizer.param_groups, base, strict=True):
            group["lr"] = rate * min(seen / 50 + 0.02, 1, 1 - part + 0.01)
        given = {k: torch.from_numpy(v) for k, v in arrays(batch).items()}
        with torch.autocast("cpu", torch.bfloat16):
            logits, wrong = model(given["ids"], given["mask"], given["types"], given["positions"])
        loss = loss_of(logits.float(), wrong.float(), given)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        running.append(loss.item())
        done += sum(map(len, batch))
        if seen % 25 == 0:
            pace = done / (time.time() - begun)
            print(f"{seen} {done / total:.3f} loss {np.mean(running[-100:]):.3f} {pace:.0f} tokens/s", flush=True)
        if seen % options.every == 0:
            if dev:
                print("dev", report(model, dev), flush=True)
            torch.save(model.state_dict(), options.out)
    if dev:
        print("dev", report(model, dev), flush=True)
    print(json.dumps({"minutes": (time.time() - begun) / 60}))


if __name__ == "__main__":
    main()
