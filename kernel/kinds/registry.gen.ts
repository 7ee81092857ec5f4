// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.

import type { KindDefinition } from '#kernel/kinds/kind.ts';
import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';
import { definition as Namespace } from '#kernel/kinds/namespace.ts';
import { definition as Node } from '#kernel/kinds/node.ts';
import { definition as Pod } from '#kernel/kinds/pod.ts';
import { definition as Service } from '#kernel/kinds/service.ts';
import { definition as ConfigMap } from '#kernel/kinds/config-map.ts';
import { definition as Secret } from '#kernel/kinds/secret.ts';
import { definition as PersistentVolume } from '#kernel/kinds/persistent-volume.ts';
import { definition as PersistentVolumeClaim } from '#kernel/kinds/persistent-volume-claim.ts';
import { definition as Event } from '#kernel/kinds/event.ts';
import { definition as Endpoints } from '#kernel/kinds/endpoints.ts';
import { definition as LimitRange } from '#kernel/kinds/limit-range.ts';
import { definition as ResourceQuota } from '#kernel/kinds/resource-quota.ts';
import { definition as ServiceAccount } from '#kernel/kinds/service-account.ts';
import { definition as ReplicationController } from '#kernel/kinds/replication-controller.ts';
import { definition as PodTemplate } from '#kernel/kinds/pod-template.ts';
import { definition as ReplicaSet } from '#kernel/kinds/replica-set.ts';
import { definition as Deployment } from '#kernel/kinds/deployment.ts';
import { definition as EndpointSlice } from '#kernel/kinds/endpoint-slice.ts';
import { definition as Lease } from '#kernel/kinds/lease.ts';
import { definition as Cluster } from '#kernel/kinds/cluster.ts';

/** The definitions of the built-in kinds. */
export const kinds: { readonly [K in KindName]: KindDefinition<ObjectByKind[K]> } = {
  Namespace,
  Node,
  Pod,
  Service,
  ConfigMap,
  Secret,
  PersistentVolume,
  PersistentVolumeClaim,
  Event,
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

/** The names of the built-in kinds, in code-unit order. */
export const kindNames: readonly KindName[] = ['Cluster', 'ConfigMap', 'Deployment', 'EndpointSlice', 'Endpoints', 'Event', 'Lease', 'LimitRange', 'Namespace', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'PodTemplate', 'ReplicaSet', 'ReplicationController', 'ResourceQuota', 'Secret', 'Service', 'ServiceAccount'];
