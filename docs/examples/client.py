"""A client of orc's typed services in Python, from the proto files alone. docs/grpc.md says how to run it."""

import json
import pathlib
import sys

import grpc

from k8s.apps.apps_pb2 import Deployment
from k8s.core.core_pb2 import ConfigMap
from orc.log_pb2 import DELETED, EventType
from orc.requests_pb2 import DeleteObjectRequest, ListObjectsRequest, PatchObjectRequest
from orc.requests_pb2 import WatchObjectsRequest, WriteOptions
from orc.services.configmaps_pb2 import ApplyConfigMapRequest, CreateConfigMapRequest
from orc.services.configmaps_pb2_grpc import ConfigMapsStub
from orc.services.deployments_pb2 import CreateDeploymentRequest
from orc.services.deployments_pb2_grpc import DeploymentsStub

if len(sys.argv) < 2:
    sys.exit("usage: python3 client.py HOST:PORT [FOLDER with ca.pem, client.pem and client.key]")
server = sys.argv[1]
folder = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else ".")

credentials = grpc.ssl_channel_credentials(
    (folder / "ca.pem").read_bytes(), (folder / "client.key").read_bytes(), (folder / "client.pem").read_bytes()
)
options = [("grpc.keepalive_time_ms", 10_000), ("grpc.max_receive_message_length", 16 * 1024 * 1024)]
channel = grpc.secure_channel(server, credentials, options, compression=grpc.Compression.Gzip)
config_maps = ConfigMapsStub(channel)
deployments = DeploymentsStub(channel)
deadline = 10  # seconds

before = config_maps.List(ListObjectsRequest(label_selector="example=python"), timeout=deadline)
watch = config_maps.Watch(WatchObjectsRequest(label_selector="example=python", from_revision=before.revision))

config_map = ConfigMap(data={"greeting": "hello"})
config_map.metadata.name = "from-python"
config_map.metadata.namespace = "default"
config_map.metadata.labels["example"] = "python"
made = config_maps.Create(
    CreateConfigMapRequest(object=config_map, options=WriteOptions(reason="an example")), timeout=deadline
)
print(f"created {made.metadata.name}: {made.data['greeting']}")

patch = json.dumps({"data": {"greeting": "good day"}}).encode()
config_maps.Patch(
    PatchObjectRequest(namespace="default", name="from-python", merge_patch=patch), timeout=deadline
)
wanted = ConfigMap(data={"answer": "42"})
wanted.metadata.name = "from-python"
wanted.metadata.namespace = "default"
applied = config_maps.Apply(
    ApplyConfigMapRequest(object=wanted, options=WriteOptions(field_manager="example")), timeout=deadline
)
print(f"applied: {' and '.join(sorted(applied.data))}")

empty = Deployment()
empty.metadata.name = "empty"
empty.spec.replicas = 1
try:
    deployments.Create(CreateDeploymentRequest(object=empty), timeout=deadline)
except grpc.RpcError as error:
    # orc's own trailer has the code and each wrong field; grpc-status-details-bin has the same as google.rpc.Status.
    said = json.loads(dict(error.trailing_metadata())["orc-error"])
    print(f"refused: {said['code']}: {', '.join(cause['field'] for cause in said['details']['causes'])}")

config_maps.Delete(DeleteObjectRequest(namespace="default", name="from-python"), timeout=deadline)
for response in watch:
    for event in response.events:
        print(f"{EventType.Name(event.type)} {event.object.metadata.name} by {event.actor}")
    if any(event.type == DELETED for event in response.events):
        break
watch.cancel()
channel.close()
