// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.

import type { KindType } from '#kernel/model/schema.ts';
import { Namespace, Node, Pod, Service, ConfigMap, Secret } from '#kernel/model/gen/core.gen.ts';
import { PersistentVolume, PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import { CoreEvent } from '#kernel/model/gen/event.gen.ts';
import { Endpoints } from '#kernel/model/gen/endpoints.gen.ts';
import { LimitRange, ResourceQuota } from '#kernel/model/gen/quota.gen.ts';
import { ServiceAccount } from '#kernel/model/gen/service-account.gen.ts';
import { ReplicationController, PodTemplate } from '#kernel/model/gen/replication-controller.gen.ts';
import { ReplicaSet, Deployment } from '#kernel/model/gen/apps.gen.ts';
import { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { Lease } from '#kernel/model/gen/coordination.gen.ts';
import { Cluster } from '#kernel/model/gen/cluster.gen.ts';

/** Any object of a built-in kind. */
export type OrcObject = Namespace | Node | Pod | Service | ConfigMap | Secret | PersistentVolume | PersistentVolumeClaim | CoreEvent | Endpoints | LimitRange | ResourceQuota | ServiceAccount | ReplicationController | PodTemplate | ReplicaSet | Deployment | EndpointSlice | Lease | Cluster;

/** The built-in kinds by name. */
export interface ObjectByKind {
  readonly Namespace: Namespace;
  readonly Node: Node;
  readonly Pod: Pod;
  readonly Service: Service;
  readonly ConfigMap: ConfigMap;
  readonly Secret: Secret;
  readonly PersistentVolume: PersistentVolume;
  readonly PersistentVolumeClaim: PersistentVolumeClaim;
  readonly Event: CoreEvent;
  readonly Endpoints: Endpoints;
  readonly LimitRange: LimitRange;
  readonly ResourceQuota: ResourceQuota;
  readonly ServiceAccount: ServiceAccount;
  readonly ReplicationController: ReplicationController;
  readonly PodTemplate: PodTemplate;
  readonly ReplicaSet: ReplicaSet;
  readonly Deployment: Deployment;
  readonly EndpointSlice: EndpointSlice;
  readonly Lease: Lease;
  readonly Cluster: Cluster;
}

/** The name of a built-in kind. */
export type KindName = keyof ObjectByKind;

/** The message types of the built-in kinds. */
export const kindTypes: { readonly [K in KindName]: KindType<ObjectByKind[K]> } = {
  Namespace,
  Node,
  Pod,
  Service,
  ConfigMap,
  Secret,
  PersistentVolume,
  PersistentVolumeClaim,
  Event: CoreEvent,
  Endpoints,
  LimitRange,
  ResourceQuota,
  ServiceAccount,
  ReplicationController,
  PodTemplate,
  ReplicaSet,
  Deployment,
  EndpointSlice,
  Lease,
  Cluster,
};
