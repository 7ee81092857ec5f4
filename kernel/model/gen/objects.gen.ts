// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.

import type { CustomKind, CustomObject } from '#kernel/custom/object.ts';
import type { KindType } from '#kernel/model/schema.ts';
import { Namespace, Node, Pod, Service, ConfigMap, Secret } from '#kernel/model/gen/core.gen.ts';
import { PersistentVolume, PersistentVolumeClaim } from '#kernel/model/gen/persistent-volume.gen.ts';
import { CoreEvent } from '#kernel/model/gen/event.gen.ts';
import { Endpoints } from '#kernel/model/gen/endpoints.gen.ts';
import { LimitRange, ResourceQuota } from '#kernel/model/gen/quota.gen.ts';
import { ServiceAccount } from '#kernel/model/gen/service-account.gen.ts';
import { ReplicationController, PodTemplate, Binding } from '#kernel/model/gen/replication-controller.gen.ts';
import { ReplicaSet, Deployment, StatefulSet, DaemonSet, ControllerRevision } from '#kernel/model/gen/apps.gen.ts';
import { Job, CronJob } from '#kernel/model/gen/batch.gen.ts';
import { EndpointSlice } from '#kernel/model/gen/discovery.gen.ts';
import { Lease } from '#kernel/model/gen/coordination.gen.ts';
import { Ingress, IngressClass, NetworkPolicy } from '#kernel/model/gen/networking.gen.ts';
import { PodDisruptionBudget, Eviction } from '#kernel/model/gen/policy.gen.ts';
import { Role, ClusterRole, RoleBinding, ClusterRoleBinding } from '#kernel/model/gen/rbac.gen.ts';
import { StorageClass, VolumeAttachment, CSIDriver, CSINode, CSIStorageCapacity } from '#kernel/model/gen/storage.gen.ts';
import { HorizontalPodAutoscaler } from '#kernel/model/gen/autoscaling.gen.ts';
import { PriorityClass } from '#kernel/model/gen/scheduling.gen.ts';
import { RuntimeClass } from '#kernel/model/gen/runtime-class.gen.ts';
import { CustomResourceDefinition } from '#kernel/model/gen/apiextensions.gen.ts';
import { CertificateSigningRequest } from '#kernel/model/gen/certificates.gen.ts';
import { MutatingWebhookConfiguration, ValidatingWebhookConfiguration, ValidatingAdmissionPolicy, ValidatingAdmissionPolicyBinding } from '#kernel/model/gen/admissionregistration.gen.ts';
import { Cluster } from '#kernel/model/gen/cluster.gen.ts';
import { Scale } from '#kernel/model/gen/scale.gen.ts';
import { TokenReview, TokenRequest, SelfSubjectReview } from '#kernel/model/gen/authentication.gen.ts';
import { SubjectAccessReview, LocalSubjectAccessReview, SelfSubjectAccessReview, SelfSubjectRulesReview } from '#kernel/model/gen/authorization.gen.ts';
import { NodeMetrics, PodMetrics } from '#kernel/model/gen/metrics.gen.ts';

/** Any object of a built-in kind. */
export type BuiltInObject = Namespace | Node | Pod | Service | ConfigMap | Secret | PersistentVolume | PersistentVolumeClaim | CoreEvent | Endpoints | LimitRange | ResourceQuota | ServiceAccount | ReplicationController | PodTemplate | ReplicaSet | Deployment | StatefulSet | DaemonSet | ControllerRevision | Job | CronJob | EndpointSlice | Lease | Ingress | IngressClass | NetworkPolicy | PodDisruptionBudget | Role | ClusterRole | RoleBinding | ClusterRoleBinding | StorageClass | VolumeAttachment | CSIDriver | CSINode | CSIStorageCapacity | HorizontalPodAutoscaler | PriorityClass | RuntimeClass | CustomResourceDefinition | CertificateSigningRequest | MutatingWebhookConfiguration | ValidatingWebhookConfiguration | ValidatingAdmissionPolicy | ValidatingAdmissionPolicyBinding | Cluster;

/** Any object. */
export type OrcObject = BuiltInObject | CustomObject;

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
  readonly StatefulSet: StatefulSet;
  readonly DaemonSet: DaemonSet;
  readonly ControllerRevision: ControllerRevision;
  readonly Job: Job;
  readonly CronJob: CronJob;
  readonly EndpointSlice: EndpointSlice;
  readonly Lease: Lease;
  readonly Ingress: Ingress;
  readonly IngressClass: IngressClass;
  readonly NetworkPolicy: NetworkPolicy;
  readonly PodDisruptionBudget: PodDisruptionBudget;
  readonly Role: Role;
  readonly ClusterRole: ClusterRole;
  readonly RoleBinding: RoleBinding;
  readonly ClusterRoleBinding: ClusterRoleBinding;
  readonly StorageClass: StorageClass;
  readonly VolumeAttachment: VolumeAttachment;
  readonly CSIDriver: CSIDriver;
  readonly CSINode: CSINode;
  readonly CSIStorageCapacity: CSIStorageCapacity;
  readonly HorizontalPodAutoscaler: HorizontalPodAutoscaler;
  readonly PriorityClass: PriorityClass;
  readonly RuntimeClass: RuntimeClass;
  readonly CustomResourceDefinition: CustomResourceDefinition;
  readonly CertificateSigningRequest: CertificateSigningRequest;
  readonly MutatingWebhookConfiguration: MutatingWebhookConfiguration;
  readonly ValidatingWebhookConfiguration: ValidatingWebhookConfiguration;
  readonly ValidatingAdmissionPolicy: ValidatingAdmissionPolicy;
  readonly ValidatingAdmissionPolicyBinding: ValidatingAdmissionPolicyBinding;
  readonly Cluster: Cluster;
}

/** The name of a built-in kind. */
export type KindName = keyof ObjectByKind;

/** Any kind that objects are stored of. */
export type StoredKind = KindName | CustomKind;

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

/** The message types of the kinds that are only asked and answered, never stored. */
export const transientTypes = {
  Binding,
  Eviction,
  Scale,
  TokenReview,
  TokenRequest,
  SelfSubjectReview,
  SubjectAccessReview,
  LocalSubjectAccessReview,
  SelfSubjectAccessReview,
  SelfSubjectRulesReview,
  NodeMetrics,
  PodMetrics,
};
