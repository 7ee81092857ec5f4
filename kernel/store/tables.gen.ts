// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.

import { kinds } from '#kernel/kinds/registry.gen.ts';
import type { KindName, ObjectByKind } from '#kernel/model/gen/objects.gen.ts';
import { Table } from '#kernel/store/table.ts';

/** A table for each built-in kind. */
export type Tables = { readonly [K in KindName]: Table<ObjectByKind[K]> };

/** Empty tables. */
export function emptyTables(): Tables {
  return {
    Namespace: new Table(kinds.Namespace),
    Node: new Table(kinds.Node),
    Pod: new Table(kinds.Pod),
    Service: new Table(kinds.Service),
    ConfigMap: new Table(kinds.ConfigMap),
    Secret: new Table(kinds.Secret),
    PersistentVolume: new Table(kinds.PersistentVolume),
    PersistentVolumeClaim: new Table(kinds.PersistentVolumeClaim),
    Event: new Table(kinds.Event),
    Endpoints: new Table(kinds.Endpoints),
    LimitRange: new Table(kinds.LimitRange),
    ResourceQuota: new Table(kinds.ResourceQuota),
    ServiceAccount: new Table(kinds.ServiceAccount),
    ReplicationController: new Table(kinds.ReplicationController),
    PodTemplate: new Table(kinds.PodTemplate),
    ReplicaSet: new Table(kinds.ReplicaSet),
    Deployment: new Table(kinds.Deployment),
    EndpointSlice: new Table(kinds.EndpointSlice),
    Lease: new Table(kinds.Lease),
    Cluster: new Table(kinds.Cluster),
  };
}

/** Tables with the same content that change apart from now on. Costs the same however much they hold. */
export function forkTables(tables: Tables): Tables {
  return {
    Namespace: tables.Namespace.fork(),
    Node: tables.Node.fork(),
    Pod: tables.Pod.fork(),
    Service: tables.Service.fork(),
    ConfigMap: tables.ConfigMap.fork(),
    Secret: tables.Secret.fork(),
    PersistentVolume: tables.PersistentVolume.fork(),
    PersistentVolumeClaim: tables.PersistentVolumeClaim.fork(),
    Event: tables.Event.fork(),
    Endpoints: tables.Endpoints.fork(),
    LimitRange: tables.LimitRange.fork(),
    ResourceQuota: tables.ResourceQuota.fork(),
    ServiceAccount: tables.ServiceAccount.fork(),
    ReplicationController: tables.ReplicationController.fork(),
    PodTemplate: tables.PodTemplate.fork(),
    ReplicaSet: tables.ReplicaSet.fork(),
    Deployment: tables.Deployment.fork(),
    EndpointSlice: tables.EndpointSlice.fork(),
    Lease: tables.Lease.fork(),
    Cluster: tables.Cluster.fork(),
  };
}
