// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.

import type { KindType } from '#kernel/model/schema.ts';
import { Namespace, Node, Pod, Service, ConfigMap, Secret } from '#kernel/model/gen/core.gen.ts';
import { ReplicaSet, Deployment } from '#kernel/model/gen/apps.gen.ts';
import { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { Lease } from '#kernel/model/gen/coordination.gen.ts';
import { Cluster } from '#kernel/model/gen/cluster.gen.ts';

/** Any object of a built-in kind. */
export type OrcObject = Namespace | Node | Pod | Service | ConfigMap | Secret | ReplicaSet | Deployment | EndpointSlice | Lease | Cluster;

/** The built-in kinds by name. */
export interface ObjectByKind {
  readonly Namespace: Namespace;
  readonly Node: Node;
  readonly Pod: Pod;
  readonly Service: Service;
  readonly ConfigMap: ConfigMap;
  readonly Secret: Secret;
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
  ReplicaSet,
  Deployment,
  EndpointSlice,
  Lease,
  Cluster,
};
