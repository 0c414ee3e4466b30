"""Trains the network: fixed order, warm-up and linear decay, checkpoints from which it goes on exactly."""

from __future__ import annotations

import json
import logging
import time
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import torch
from torch import Tensor
from torch.nn import functional

from retrieval.training.batches import Encoded, Targets, collate, order

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from retrieval.training.network import Logits, ReaderNetwork

LOG = logging.getLogger(__name__)

LOGGED_EVERY = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How to train.

    `steps` None means every batch of every pass once. With `minutes`, training ends after that time at
    the latest and the learning rate falls with the time as well as with the steps, whichever is
    further: a run on a machine that is shared ends when it must, with a rate of 0.
    """

    seed: int = 20261122
    batch_size: int = 32
    peak_rate: float = 3e-4
    warm_up: float = 0.05
    weight_decay: float = 0.01
    clip: float = 1.0
    steps: int | None = None
    minutes: float | None = None
    save_every_seconds: float = 480.0
    threads: int = 1
    device: str = "cpu"
    half: bool = True


def loss_of(logits: Logits, targets: Targets) -> Tensor:
    """Add the losses of spans, sentences and answerability; those not to be learnt from an input are left out.

    Several gold places share their probability (marginal likelihood): any of them is right.
    """
    span = (_marginal(logits.start, targets.start) + _marginal(logits.end, targets.end)) / 2
    with_null = functional.pad(logits.sentence, (1, 0))
    sentence = _marginal(with_null, targets.sentence)
    answerable = functional.binary_cross_entropy_with_logits(logits.answerable, targets.answerable)
    return (span * targets.marks).mean() + (sentence * targets.picks).mean() + answerable


def _marginal(logits: Tensor, gold: Tensor) -> Tensor:
    return logits.logsumexp(dim=1) - logits.masked_fill(~gold, -torch.inf).logsumexp(dim=1)


def rate_at(progress: float, recipe: Recipe) -> float:
    """Give the learning rate at a progress of 0 to 1: linear from 0 to the peak, then linear to 0."""
    if progress < recipe.warm_up:
        return recipe.peak_rate * progress / recipe.warm_up
    return recipe.peak_rate * max(0.0, (1 - progress) / (1 - recipe.warm_up))


def train(network: ReaderNetwork, passes: Sequence[Sequence[Encoded]], recipe: Recipe, out: Path) -> None:
    """Train `network` in place; goes on from `out/checkpoint.pt` if it is there, and leaves `out/network.pt`."""
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    device = torch.device(recipe.device)
    network.to(device)
    batches = [
        (number, chosen)
        for number, held in enumerate(passes)
        for chosen in order([len(found.ids) for found in held], recipe.batch_size, seed=recipe.seed + number)
    ]
    steps = min(recipe.steps or len(batches), len(batches))
    trained = [parameter for parameter in network.parameters() if parameter.requires_grad]
    matrices = [parameter for parameter in trained if parameter.ndim > 1]
    others = [parameter for parameter in trained if parameter.ndim <= 1]
    optimizer = torch.optim.AdamW(
        [{"params": matrices, "weight_decay": recipe.weight_decay}, {"params": others, "weight_decay": 0.0}],
        lr=recipe.peak_rate,
        fused=True,
    )
    out.mkdir(parents=True, exist_ok=True)
    first, elapsed = _resume(network, optimizer, out)
    network.train()
    running, began, saved, seen = 0.0, time.monotonic(), time.monotonic(), 0
    step = first
    while step < steps:
        spent = elapsed + time.monotonic() - began
        progress = max((step + 1) / (steps + 1), spent / (recipe.minutes * 60) if recipe.minutes else 0.0)
        if progress >= 1:
            break
        number, chosen = batches[step]
        batch, targets = collate([passes[number][place] for place in chosen])
        batch, targets = _moved(batch, device), _moved(targets, device)
        for group in optimizer.param_groups:
            group["lr"] = rate_at(progress, recipe)
        with torch.autocast(device.type, torch.bfloat16, enabled=recipe.half):
            logits = network(batch)
        loss = loss_of(logits, targets)
        loss.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(trained, recipe.clip)
        optimizer.step()
        optimizer.zero_grad()
        running += loss.item()
        seen += len(chosen)
        step += 1
        if step % LOGGED_EVERY == 0:
            pace = seen / (time.monotonic() - began)
            mean = running / LOGGED_EVERY
            LOG.info("step %d (%.1f %%): loss %.4f, %.1f windows a second", step, 100 * progress, mean, pace)
            running = 0.0
        if time.monotonic() - saved > recipe.save_every_seconds:
            _save(network, optimizer, step, elapsed + time.monotonic() - began, out)
            saved = time.monotonic()
    _save(network, optimizer, step, elapsed + time.monotonic() - began, out)
    done = {
        **asdict(recipe),
        "steps_done": step,
        "windows_done": sum(len(held) for _, held in batches[:step]),
    }
    (out / "recipe.json").write_text(json.dumps(done, sort_keys=True), encoding="utf-8")
    torch.save(network.state_dict(), out / "network.pt")


def trained_network(folder: Path) -> dict[str, Tensor]:
    """Read the trained network of a run's folder; of an unfinished run, its last checkpoint."""
    path = folder / "network.pt"
    state: dict[str, Any] = torch.load(
        path if path.exists() else folder / "checkpoint.pt", weights_only=True, map_location="cpu"
    )
    found: dict[str, Tensor] = state.get("network", state)
    return found


def about_run(folder: Path) -> dict[str, str]:
    """Tell how the network of a run's folder was trained; nothing is known of an unfinished run."""
    recipe = folder / "recipe.json"
    return {"recipe": recipe.read_text(encoding="utf-8")} if recipe.exists() else {}


def _moved(held: Any, device: torch.device) -> Any:
    return type(held)(*(getattr(held, name).to(device) for name in type(held).__slots__))


def _save(
    network: ReaderNetwork, optimizer: torch.optim.Optimizer, step: int, elapsed: float, out: Path
) -> None:
    """Write a checkpoint beside the old one and swap them, so that a kill leaves one of the two."""
    state = {
        "network": network.state_dict(),
        "optimizer": optimizer.state_dict(),
        "step": step,
        "elapsed": elapsed,
        "random": torch.get_rng_state(),
    }
    torch.save(state, out / "checkpoint.new")
    (out / "checkpoint.new").replace(out / "checkpoint.pt")
    LOG.info("saved at step %d", step)


def _resume(network: ReaderNetwork, optimizer: torch.optim.Optimizer, out: Path) -> tuple[int, float]:
    path = out / "checkpoint.pt"
    if not path.exists():
        return 0, 0.0
    state = torch.load(path, weights_only=True)
    network.load_state_dict(state["network"])
    optimizer.load_state_dict(state["optimizer"])
    torch.set_rng_state(state["random"])
    LOG.info("goes on from step %d", state["step"])
    return int(state["step"]), float(state["elapsed"])
