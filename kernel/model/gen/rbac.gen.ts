// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/rbac/rbac.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { ObjectMeta, LabelSelector } from '#kernel/model/gen/meta.gen.ts';

/** What may be done in one namespace, for bindings to refer to. */
export interface Role extends Message {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'Role';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What may be done. */
  readonly rules?: readonly PolicyRule[];
}

let emptyRole: Role | undefined;

export const Role: KindType<Role> = {
  name: 'k8s.io.api.rbac.v1.Role',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'Role',
  schema: {
    doc: "What may be done in one namespace, for bindings to refer to.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "rules", number: 2, doc: "What may be done.", type: "message", container: "list", message: () => PolicyRule },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(18);
      { const start = writer.begin(); PolicyRule.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRole ??= Role.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Role> = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'Role', metadata: ObjectMeta.empty() };
    let rulesAll: PolicyRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (rulesAll ??= []).push(reader.message(PolicyRule.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    return message;
  },
};

/** What may be done in the whole cluster, or in the namespaces whose bindings refer to it. */
export interface ClusterRole extends Message {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'ClusterRole';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** What may be done. Made by a controller when aggregationRule is set. */
  readonly rules?: readonly PolicyRule[];
  /** Where the rules are taken from. */
  readonly aggregationRule?: AggregationRule;
}

let emptyClusterRole: ClusterRole | undefined;

export const ClusterRole: KindType<ClusterRole> = {
  name: 'k8s.io.api.rbac.v1.ClusterRole',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  schema: {
    doc: "What may be done in the whole cluster, or in the namespaces whose bindings refer to it.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "rules", number: 2, doc: "What may be done. Made by a controller when aggregationRule is set.", type: "message", container: "list", message: () => PolicyRule },
      { name: "aggregationRule", number: 3, doc: "Where the rules are taken from.", type: "message", message: () => AggregationRule },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.rules !== undefined) for (const item of message.rules) {
      writer.tag(18);
      { const start = writer.begin(); PolicyRule.encode(item, writer); writer.end(start); }
    }
    const aggregationRuleValue = message.aggregationRule;
    if (aggregationRuleValue !== undefined) { writer.tag(26); { const start = writer.begin(); AggregationRule.encode(aggregationRuleValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyClusterRole ??= ClusterRole.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ClusterRole> = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRole', metadata: ObjectMeta.empty() };
    let rulesAll: PolicyRule[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (rulesAll ??= []).push(reader.message(PolicyRule.decode));
          break;
        case 26:
          message.aggregationRule = reader.message(AggregationRule.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (rulesAll !== undefined) message.rules = rulesAll;
    return message;
  },
};

/** Where a ClusterRole's rules are taken from. */
export interface AggregationRule extends Message {
  /** Selects ClusterRoles; the rules of all that one of these selects are put together. */
  readonly clusterRoleSelectors?: readonly LabelSelector[];
}

let emptyAggregationRule: AggregationRule | undefined;

export const AggregationRule: MessageType<AggregationRule> = {
  name: 'k8s.io.api.rbac.v1.AggregationRule',
  schema: {
    doc: "Where a ClusterRole's rules are taken from.",
    fields: [
      { name: "clusterRoleSelectors", number: 1, doc: "Selects ClusterRoles; the rules of all that one of these selects are put together.", type: "message", container: "list", message: () => LabelSelector },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.clusterRoleSelectors !== undefined) for (const item of message.clusterRoleSelectors) {
      writer.tag(10);
      { const start = writer.begin(); LabelSelector.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyAggregationRule ??= AggregationRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<AggregationRule> = {  };
    let clusterRoleSelectorsAll: LabelSelector[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (clusterRoleSelectorsAll ??= []).push(reader.message(LabelSelector.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (clusterRoleSelectorsAll !== undefined) message.clusterRoleSelectors = clusterRoleSelectorsAll;
    return message;
  },
};

/** Some verbs on some resources or paths. */
export interface PolicyRule extends Message {
  /** The verbs, such as get, list and create; * is all. */
  readonly verbs: readonly string[];
  /** The groups of the resources; the empty text is core, * is all. */
  readonly apiGroups?: readonly string[];
  /** The resources by their plural, such as pods and pods/log; * is all. */
  readonly resources?: readonly string[];
  /** The objects' names; every object when absent. */
  readonly resourceNames?: readonly string[];
  /** Paths that are no resources, such as /healthz; * stands for the rest at the end. Only in a ClusterRole. */
  readonly nonResourceURLs?: readonly string[];
}

let emptyPolicyRule: PolicyRule | undefined;

export const PolicyRule: MessageType<PolicyRule> = {
  name: 'k8s.io.api.rbac.v1.PolicyRule',
  schema: {
    doc: "Some verbs on some resources or paths.",
    fields: [
      { name: "verbs", number: 1, doc: "The verbs, such as get, list and create; * is all.", type: "string", container: "list", required: true },
      { name: "apiGroups", number: 2, doc: "The groups of the resources; the empty text is core, * is all.", type: "string", container: "list" },
      { name: "resources", number: 3, doc: "The resources by their plural, such as pods and pods/log; * is all.", type: "string", container: "list" },
      { name: "resourceNames", number: 4, doc: "The objects' names; every object when absent.", type: "string", container: "list" },
      { name: "nonResourceURLs", number: 5, doc: "Paths that are no resources, such as /healthz; * stands for the rest at the end. Only in a ClusterRole.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.verbs !== undefined) for (const item of message.verbs) {
      writer.tag(10);
      writer.string(item);
    }
    if (message.apiGroups !== undefined) for (const item of message.apiGroups) {
      writer.tag(18);
      writer.string(item);
    }
    if (message.resources !== undefined) for (const item of message.resources) {
      writer.tag(26);
      writer.string(item);
    }
    if (message.resourceNames !== undefined) for (const item of message.resourceNames) {
      writer.tag(34);
      writer.string(item);
    }
    if (message.nonResourceURLs !== undefined) for (const item of message.nonResourceURLs) {
      writer.tag(42);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyPolicyRule ??= PolicyRule.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PolicyRule> = { verbs: [] };
    let verbsAll: string[] | undefined;
    let apiGroupsAll: string[] | undefined;
    let resourcesAll: string[] | undefined;
    let resourceNamesAll: string[] | undefined;
    let nonResourceURLsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (verbsAll ??= []).push(reader.string());
          break;
        case 18:
          (apiGroupsAll ??= []).push(reader.string());
          break;
        case 26:
          (resourcesAll ??= []).push(reader.string());
          break;
        case 34:
          (resourceNamesAll ??= []).push(reader.string());
          break;
        case 42:
          (nonResourceURLsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (verbsAll !== undefined) message.verbs = verbsAll;
    if (apiGroupsAll !== undefined) message.apiGroups = apiGroupsAll;
    if (resourcesAll !== undefined) message.resources = resourcesAll;
    if (resourceNamesAll !== undefined) message.resourceNames = resourceNamesAll;
    if (nonResourceURLsAll !== undefined) message.nonResourceURLs = nonResourceURLsAll;
    return message;
  },
};

/** Gives a role to somebody, in one namespace. */
export interface RoleBinding extends Message {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'RoleBinding';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who has the role. */
  readonly subjects?: readonly Subject[];
  /** The role: a Role of this namespace or a ClusterRole. Can't be changed. */
  readonly roleRef: RoleRef;
}

let emptyRoleBinding: RoleBinding | undefined;

export const RoleBinding: KindType<RoleBinding> = {
  name: 'k8s.io.api.rbac.v1.RoleBinding',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'RoleBinding',
  schema: {
    doc: "Gives a role to somebody, in one namespace.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "subjects", number: 2, doc: "Who has the role.", type: "message", container: "list", message: () => Subject },
      { name: "roleRef", number: 3, doc: "The role: a Role of this namespace or a ClusterRole. Can't be changed.", type: "message", message: () => RoleRef, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.subjects !== undefined) for (const item of message.subjects) {
      writer.tag(18);
      { const start = writer.begin(); Subject.encode(item, writer); writer.end(start); }
    }
    { writer.tag(26); { const start = writer.begin(); RoleRef.encode(message.roleRef, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRoleBinding ??= RoleBinding.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RoleBinding> = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'RoleBinding', metadata: ObjectMeta.empty(), roleRef: RoleRef.empty() };
    let subjectsAll: Subject[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (subjectsAll ??= []).push(reader.message(Subject.decode));
          break;
        case 26:
          message.roleRef = reader.message(RoleRef.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (subjectsAll !== undefined) message.subjects = subjectsAll;
    return message;
  },
};

/** Gives a ClusterRole to somebody, in the whole cluster. */
export interface ClusterRoleBinding extends Message {
  readonly apiVersion: 'rbac.authorization.k8s.io/v1';
  readonly kind: 'ClusterRoleBinding';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** Who has the role. */
  readonly subjects?: readonly Subject[];
  /** The ClusterRole. Can't be changed. */
  readonly roleRef: RoleRef;
}

let emptyClusterRoleBinding: ClusterRoleBinding | undefined;

export const ClusterRoleBinding: KindType<ClusterRoleBinding> = {
  name: 'k8s.io.api.rbac.v1.ClusterRoleBinding',
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRoleBinding',
  schema: {
    doc: "Gives a ClusterRole to somebody, in the whole cluster.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "subjects", number: 2, doc: "Who has the role.", type: "message", container: "list", message: () => Subject },
      { name: "roleRef", number: 3, doc: "The ClusterRole. Can't be changed.", type: "message", message: () => RoleRef, required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    if (message.subjects !== undefined) for (const item of message.subjects) {
      writer.tag(18);
      { const start = writer.begin(); Subject.encode(item, writer); writer.end(start); }
    }
    { writer.tag(26); { const start = writer.begin(); RoleRef.encode(message.roleRef, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyClusterRoleBinding ??= ClusterRoleBinding.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ClusterRoleBinding> = { apiVersion: 'rbac.authorization.k8s.io/v1', kind: 'ClusterRoleBinding', metadata: ObjectMeta.empty(), roleRef: RoleRef.empty() };
    let subjectsAll: Subject[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          (subjectsAll ??= []).push(reader.message(Subject.decode));
          break;
        case 26:
          message.roleRef = reader.message(RoleRef.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (subjectsAll !== undefined) message.subjects = subjectsAll;
    return message;
  },
};

/** Names a role. */
export interface RoleRef extends Message {
  /** rbac.authorization.k8s.io. */
  readonly apiGroup?: string;
  /** Role or ClusterRole. */
  readonly kind: string;
  /** The role's name. */
  readonly name: string;
}

let emptyRoleRef: RoleRef | undefined;

export const RoleRef: MessageType<RoleRef> = {
  name: 'k8s.io.api.rbac.v1.RoleRef',
  schema: {
    doc: "Names a role.",
    fields: [
      { name: "apiGroup", number: 1, doc: "rbac.authorization.k8s.io.", type: "string", default: "rbac.authorization.k8s.io", oneOf: ["rbac.authorization.k8s.io"] },
      { name: "kind", number: 2, doc: "Role or ClusterRole.", type: "string", required: true },
      { name: "name", number: 3, doc: "The role's name.", type: "string", required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.apiGroup !== undefined) { writer.tag(10); writer.string(message.apiGroup); }
    { writer.tag(18); writer.string(message.kind); }
    { writer.tag(26); writer.string(message.name); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyRoleRef ??= RoleRef.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<RoleRef> = { kind: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiGroup = reader.string();
          break;
        case 18:
          message.kind = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Somebody: a user, a group or a service account. */
export interface Subject extends Message {
  /** User, Group or ServiceAccount. */
  readonly kind: string;
  /** Empty for a ServiceAccount, rbac.authorization.k8s.io for the others. */
  readonly apiGroup?: string;
  /** The name. */
  readonly name: string;
  /** The ServiceAccount's namespace. */
  readonly namespace?: string;
}

let emptySubject: Subject | undefined;

export const Subject: MessageType<Subject> = {
  name: 'k8s.io.api.rbac.v1.Subject',
  schema: {
    doc: "Somebody: a user, a group or a service account.",
    fields: [
      { name: "kind", number: 1, doc: "User, Group or ServiceAccount.", type: "string", required: true, oneOf: ["User","Group","ServiceAccount"] },
      { name: "apiGroup", number: 2, doc: "Empty for a ServiceAccount, rbac.authorization.k8s.io for the others.", type: "string" },
      { name: "name", number: 3, doc: "The name.", type: "string", required: true },
      { name: "namespace", number: 4, doc: "The ServiceAccount's namespace.", type: "string" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.kind); }
    if (message.apiGroup !== undefined) { writer.tag(18); writer.string(message.apiGroup); }
    { writer.tag(26); writer.string(message.name); }
    if (message.namespace !== undefined) { writer.tag(34); writer.string(message.namespace); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySubject ??= Subject.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Subject> = { kind: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.kind = reader.string();
          break;
        case 18:
          message.apiGroup = reader.string();
          break;
        case 26:
          message.name = reader.string();
          break;
        case 34:
          message.namespace = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
