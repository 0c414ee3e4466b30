"""The manifests for Kubernetes: what they refer to is there, and nothing may do more than it needs."""

from __future__ import annotations

from typing import Any

import pytest
import yaml

from bot.address import address_of
from bot.settings import Settings, variable_of
from tests.deploy.project import ROOT

FOLDER = ROOT / "deploy" / "kubernetes"

Manifest = dict[str, Any]

COMING = {"QUOTH_SHARDS", "QUOTH_SHARD_IDS"}
"""Settings of several processes over one corpus."""


def manifests() -> list[Manifest]:
    listed = yaml.safe_load((FOLDER / "base" / "kustomization.yaml").read_text("utf-8"))["resources"]
    texts = [(FOLDER / "base" / name).read_text("utf-8") for name in listed]
    return [manifest for text in texts for manifest in yaml.safe_load_all(text)]


def of_kind(kind: str) -> list[Manifest]:
    return [manifest for manifest in manifests() if manifest["kind"] == kind]


def name_of(manifest: Manifest) -> str:
    return str(manifest["metadata"]["name"])


def named(kind: str, name: str) -> Manifest:
    (found,) = (manifest for manifest in of_kind(kind) if name_of(manifest) == name)
    return found


def container(manifest: Manifest) -> dict[str, Any]:
    (only,) = manifest["spec"]["template"]["spec"]["containers"]
    found: dict[str, Any] = only
    return found


SETS = pytest.mark.parametrize("manifest", of_kind("StatefulSet"), ids=name_of)


def test_the_base_lists_every_file_beside_it() -> None:
    listed = yaml.safe_load((FOLDER / "base" / "kustomization.yaml").read_text("utf-8"))["resources"]
    assert {*listed, "kustomization.yaml"} == {path.name for path in (FOLDER / "base").iterdir()}


@SETS
def test_no_pod_may_do_more_than_it_needs(manifest: Manifest) -> None:
    pod = manifest["spec"]["template"]["spec"]
    assert pod["automountServiceAccountToken"] is False
    assert pod["securityContext"]["runAsNonRoot"] is True
    assert pod["securityContext"]["runAsUser"] > 0
    assert pod["securityContext"]["seccompProfile"] == {"type": "RuntimeDefault"}
    assert container(manifest)["securityContext"] == {
        "allowPrivilegeEscalation": False,
        "readOnlyRootFilesystem": True,
        "capabilities": {"drop": ["ALL"]},
    }


@SETS
def test_every_pod_is_probed_bounded_and_selected_by_its_own_labels(manifest: Manifest) -> None:
    only = container(manifest)
    assert {"startupProbe", "livenessProbe", "readinessProbe"} <= only.keys()
    for bound in ("requests", "limits"):
        assert {"cpu", "memory"} <= only["resources"][bound].keys()
    spec = manifest["spec"]
    assert spec["selector"]["matchLabels"].items() <= spec["template"]["metadata"]["labels"].items()
    service = named("Service", spec["serviceName"])
    assert service["spec"]["selector"] == spec["selector"]["matchLabels"]
    ports = {port["name"] for port in only["ports"]}
    assert {port["targetPort"] for port in service["spec"]["ports"]} <= ports


@SETS
def test_what_is_mounted_is_there(manifest: Manifest) -> None:
    claims = {name_of(claim) for claim in manifest["spec"]["volumeClaimTemplates"]}
    volumes = {volume["name"] for volume in manifest["spec"]["template"]["spec"]["volumes"]}
    assert {mount["name"] for mount in container(manifest)["volumeMounts"]} == claims | volumes


@SETS
def test_no_secret_stands_in_a_manifest(manifest: Manifest) -> None:
    for variable in container(manifest).get("env", ()):
        if any(word in variable["name"] for word in ("TOKEN", "PASSWORD", "DATABASE_URL")):
            assert variable["valueFrom"]["secretKeyRef"]["name"] == "quoth"


def test_every_setting_of_the_bot_exists() -> None:
    known = {variable_of(name) for name in Settings.model_fields} | COMING
    given = set(named("ConfigMap", "quoth")["data"])
    given |= {variable["name"] for variable in container(named("StatefulSet", "quoth-bot"))["env"]}
    assert given - {"HOSTNAME"} <= known


def test_the_shards_are_as_many_as_the_pods_here_and_in_the_example() -> None:
    bot = named("StatefulSet", "quoth-bot")
    assert named("ConfigMap", "quoth")["data"]["QUOTH_SHARDS"] == str(bot["spec"]["replicas"])
    (command,) = container(bot)["command"][2:]
    assert command == "QUOTH_SHARD_IDS=${HOSTNAME##*-} exec quoth run"
    changed, configured = yaml.safe_load_all((FOLDER / "example" / "shards.yaml").read_text("utf-8"))
    assert configured["data"]["QUOTH_SHARDS"] == str(changed["spec"]["replicas"])
    for patch in (changed, configured):
        assert named(patch["kind"], name_of(patch))


def test_the_probes_ask_where_the_bot_listens() -> None:
    bot = container(named("StatefulSet", "quoth-bot"))
    (port,) = bot["ports"]
    assert address_of(named("ConfigMap", "quoth")["data"]["QUOTH_METRICS"]).port == port["containerPort"]
    paths = {bot[probe]["httpGet"]["path"] for probe in ("livenessProbe", "readinessProbe")}
    assert paths == {"/healthz", "/readyz"}


def test_every_pod_is_under_a_policy_that_denies_and_one_that_allows() -> None:
    pods = {
        manifest["spec"]["template"]["metadata"]["labels"]["app.kubernetes.io/name"]
        for manifest in of_kind("StatefulSet")
    }
    (denied,) = named("NetworkPolicy", "quoth-nothing")["spec"]["podSelector"]["matchExpressions"]
    assert set(denied["values"]) == pods
    allowed = [
        policy["spec"]["podSelector"].get("matchLabels", {}).get("app.kubernetes.io/name")
        for policy in of_kind("NetworkPolicy")
    ]
    assert pods <= set(allowed)


def test_a_drained_node_takes_one_shard_at_a_time() -> None:
    budget = named("PodDisruptionBudget", "quoth-bot")
    assert budget["spec"]["maxUnavailable"] == 1
    assert budget["spec"]["selector"] == named("StatefulSet", "quoth-bot")["spec"]["selector"]
