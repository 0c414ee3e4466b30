"""The command line: `python -m retrieval.training prepare|train|evaluate|export`."""

from __future__ import annotations

import argparse
import json
import logging
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one of the commands."""
    options = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    options.run(options)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m retrieval.training", description=__doc__)
    commands = parser.add_subparsers(required=True)

    prepare = commands.add_parser("prepare", help="make training, validation and calibration windows")
    prepare.add_argument("--data", type=Path, required=True, help="folder with train-*.jsonl.gz")
    prepare.add_argument("--out", type=Path, required=True, help="folder for the windows")
    prepare.add_argument("--seed", type=int, default=20261122)
    prepare.add_argument(
        "--refine", action="store_true", help="windows to go on with from trained weights, not to begin with"
    )
    prepare.set_defaults(run=_prepare)

    train = commands.add_parser("train", help="train, or go on with a training that was stopped")
    train.add_argument("--windows", type=Path, required=True, help="folder that `prepare` wrote")
    train.add_argument(
        "--out", type=Path, required=True, help="folder for checkpoints and the trained network"
    )
    train.add_argument(
        "--base", type=Path, default=None, help="folder of all-MiniLM-L6-v2 (default: the package)"
    )
    train.add_argument(
        "--start",
        type=Path,
        default=None,
        help="folder of a run, or kept weights, to go on from (default: the base model's weights)",
    )
    train.add_argument("--seed", type=int, default=20261122)
    train.add_argument("--steps", type=int, default=None, help="default: every batch once")
    train.add_argument(
        "--minutes", type=float, default=None, help="end after this time, at a learning rate of 0"
    )
    train.add_argument("--peak-rate", type=float, default=3e-4)
    train.add_argument("--threads", type=int, default=1)
    train.add_argument("--device", default="cpu")
    train.add_argument("--full-precision", action="store_true", help="no bfloat16")
    train.set_defaults(run=_train)

    export = commands.add_parser("export", help="calibrate a trained network and write its weights")
    export.add_argument("--run", dest="folder", type=Path, required=True, help="folder that `train` wrote")
    export.add_argument("--data", type=Path, required=True, help="folder with train-*.jsonl.gz")
    export.add_argument(
        "--out", type=Path, default=None, help="default: the weights that ship with the package"
    )
    export.add_argument("--base", type=Path, default=None)
    export.add_argument("--seed", type=int, default=20261122)
    export.add_argument("--threads", type=int, default=1)
    export.set_defaults(run=_export)

    evaluate = commands.add_parser("evaluate", help="score weights on documents that training did not see")
    evaluate.add_argument("--data", type=Path, required=True, help="folder with train-*.jsonl.gz")
    evaluate.add_argument(
        "--weights", type=Path, default=None, help="default: those that ship with the package"
    )
    evaluate.add_argument("--out", type=Path, default=None, help="file for the figures (JSON)")
    evaluate.add_argument("--base", type=Path, default=None)
    evaluate.add_argument("--seed", type=int, default=20261122)
    evaluate.add_argument("--threads", type=int, default=1)
    evaluate.set_defaults(run=_evaluate)
    return parser


def _prepare(options: argparse.Namespace) -> None:
    from retrieval.training.mix import prepare, prepare_refinement

    make = prepare_refinement if options.refine else prepare
    print(json.dumps(make(options.data, options.out, seed=options.seed), indent=1))


def _train(options: argparse.Namespace) -> None:
    import torch

    from retrieval.reading.weights import base_folder
    from retrieval.reading.wordpieces import WordPieces
    from retrieval.training.batches import encode
    from retrieval.training.loop import Recipe, train
    from retrieval.training.mix import read_windows
    from retrieval.training.network import ReaderNetwork
    from retrieval.training.weights import load_base, load_trained

    base = options.base or base_folder()
    torch.manual_seed(options.seed)
    network = ReaderNetwork()
    load_base(network, base)
    if options.start:
        load_trained(network, options.start)
    cutter = WordPieces.from_file(base / "tokenizer.json")
    passes = [
        list(encode(read_windows(path), cutter)) for path in sorted(options.windows.glob("train-*.jsonl.gz"))
    ]
    recipe = Recipe(
        seed=options.seed,
        steps=options.steps,
        minutes=options.minutes,
        peak_rate=options.peak_rate,
        threads=options.threads,
        device=options.device,
        half=not options.full_precision,
    )
    train(network, passes, recipe, options.out)


def _export(options: argparse.Namespace) -> None:
    from retrieval.reading.decode import Calibration
    from retrieval.reading.weights import SHIPPED, base_folder, load_reader
    from retrieval.reading.wordpieces import WordPieces
    from retrieval.training.calibration import fit
    from retrieval.training.evaluation import read_all
    from retrieval.training.loop import about_run
    from retrieval.training.mix import held_out_windows
    from retrieval.training.network import ReaderNetwork
    from retrieval.training.weights import KEPT, export, load_base, load_trained, save_trained

    base = options.base or base_folder()
    path = options.out or SHIPPED
    network = ReaderNetwork()
    load_base(network, base)
    load_trained(network, options.folder)
    about = about_run(options.folder)
    save_trained(network, path.with_suffix(".safetensors") if options.out else KEPT)
    export(network, Calibration(), path, about)
    shipped, _ = load_reader(path, base, threads=options.threads)  # in 8 bits, as users will run it
    windows = held_out_windows(options.data, "calibration", seed=options.seed)
    cutter = WordPieces.from_file(base / "tokenizer.json")
    calibration = fit(read_all(windows, shipped, cutter))
    print(f"{export(network, calibration, path, about)}  {path}")
    print(calibration)


def _evaluate(options: argparse.Namespace) -> None:
    from retrieval.reading.weights import SHIPPED, base_folder, load_reader, sha256_of
    from retrieval.reading.wordpieces import WordPieces
    from retrieval.training.evaluation import figures, read_all, score
    from retrieval.training.mix import held_out_windows

    base = options.base or base_folder()
    network, calibration = load_reader(options.weights, base, threads=options.threads)
    windows = held_out_windows(options.data, "validation", seed=options.seed)
    cutter = WordPieces.from_file(base / "tokenizer.json")
    read = read_all(windows, network, cutter)
    found = {
        "weights": sha256_of(options.weights or SHIPPED),
        "windows": len(read),
        **figures(score(read, calibration)),
    }
    text = json.dumps(found, indent=1)
    if options.out:
        options.out.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
