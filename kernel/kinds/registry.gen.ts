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
import { definition as StatefulSet } from '#kernel/kinds/stateful-set.ts';
import { definition as DaemonSet } from '#kernel/kinds/daemon-set.ts';
import { definition as ControllerRevision } from '#kernel/kinds/controller-revision.ts';
import { definition as Job } from '#kernel/kinds/job.ts';
import { definition as CronJob } from '#kernel/kinds/cron-job.ts';
import { definition as EndpointSlice } from '#kernel/kinds/endpoint-slice.ts';
import { definition as Lease } from '#kernel/kinds/lease.ts';
import { definition as Ingress } from '#kernel/kinds/ingress.ts';
import { definition as IngressClass } from '#kernel/kinds/ingress-class.ts';
import { definition as NetworkPolicy } from '#kernel/kinds/network-policy.ts';
import { definition as PodDisruptionBudget } from '#kernel/kinds/pod-disruption-budget.ts';
import { definition as Role } from '#kernel/kinds/role.ts';
import { definition as ClusterRole } from '#kernel/kinds/cluster-role.ts';
import { definition as RoleBinding } from '#kernel/kinds/role-binding.ts';
import { definition as ClusterRoleBinding } from '#kernel/kinds/cluster-role-binding.ts';
import { definition as StorageClass } from '#kernel/kinds/storage-class.ts';
import { definition as VolumeAttachment } from '#kernel/kinds/volume-attachment.ts';
import { definition as CSIDriver } from '#kernel/kinds/csidriver.ts';
import { definition as CSINode } from '#kernel/kinds/csinode.ts';
import { definition as CSIStorageCapacity } from '#kernel/kinds/csistorage-capacity.ts';
import { definition as HorizontalPodAutoscaler } from '#kernel/kinds/horizontal-pod-autoscaler.ts';
import { definition as PriorityClass } from '#kernel/kinds/priority-class.ts';
import { definition as RuntimeClass } from '#kernel/kinds/runtime-class.ts';
import { definition as CustomResourceDefinition } from '#kernel/kinds/custom-resource-definition.ts';
import { definition as CertificateSigningRequest } from '#kernel/kinds/certificate-signing-request.ts';
import { definition as MutatingWebhookConfiguration } from '#kernel/kinds/mutating-webhook-configuration.ts';
import { definition as ValidatingWebhookConfiguration } from '#kernel/kinds/validating-webhook-configuration.ts';
import { definition as ValidatingAdmissionPolicy } from '#kernel/kinds/validating-admission-policy.ts';
import { definition as ValidatingAdmissionPolicyBinding } from '#kernel/kinds/validating-admission-policy-binding.ts';
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
  StatefulSet,
  DaemonSet,
  ControllerRevision,
  Job,
  CronJob,
  EndpointSlice,
  Lease,
  Ingress,
  IngressClass,
  NetworkPolicy,
  PodDisruptionBudget,
  Role,
  ClusterRole,
  RoleBinding,
  ClusterRoleBinding,
  StorageClass,
  VolumeAttachment,
  CSIDriver,
  CSINode,
  CSIStorageCapacity,
  HorizontalPodAutoscaler,
  PriorityClass,
  RuntimeClass,
  CustomResourceDefinition,
  CertificateSigningRequest,
  MutatingWebhookConfiguration,
  ValidatingWebhookConfiguration,
  ValidatingAdmissionPolicy,
  ValidatingAdmissionPolicyBinding,
  Cluster,
};

/** The names of the built-in kinds, in code-unit order. */
export const kindNames: readonly KindName[] = ['CSIDriver', 'CSINode', 'CSIStorageCapacity', 'CertificateSigningRequest', 'Cluster', 'ClusterRole', 'ClusterRoleBinding', 'ConfigMap', 'ControllerRevision', 'CronJob', 'CustomResourceDefinition', 'DaemonSet', 'Deployment', 'EndpointSlice', 'Endpoints', 'Event', 'HorizontalPodAutoscaler', 'Ingress', 'IngressClass', 'Job', 'Lease', 'LimitRange', 'MutatingWebhookConfiguration', 'Namespace', 'NetworkPolicy', 'Node', 'PersistentVolume', 'PersistentVolumeClaim', 'Pod', 'PodDisruptionBudget', 'PodTemplate', 'PriorityClass', 'ReplicaSet', 'ReplicationController', 'ResourceQuota', 'Role', 'RoleBinding', 'RuntimeClass', 'Secret', 'Service', 'ServiceAccount', 'StatefulSet', 'StorageClass', 'ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration', 'VolumeAttachment'];
