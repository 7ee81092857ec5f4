// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/core/container.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { MessageType } from '#kernel/model/schema.ts';
import { entriesByKey, readEntry } from '#kernel/model/maps.ts';
import { inlinedPart, knownFields, putInlined } from '#kernel/model/inline.ts';
import { type Time, readTime, writeTime, type IntOrString, readIntOrString, writeIntOrString, type Quantity, readQuantity, writeQuantity } from '#kernel/model/scalars.ts';
import { LocalObjectReference } from '#kernel/model/gen/reference.gen.ts';

/** A port a container serves. */
export interface ContainerPort extends Message {
  /** A name, unique in the pod, that Services may use. */
  readonly name?: string;
  /** The port of the node that leads here. */
  readonly hostPort?: number;
  /** The number. */
  readonly containerPort: number;
  /** TCP or UDP. */
  readonly protocol?: string;
  /** The address of the node that hostPort is open on; all when absent. */
  readonly hostIP?: string;
}

let emptyContainerPort: ContainerPort | undefined;

export const ContainerPort: MessageType<ContainerPort> = {
  name: 'k8s.io.api.core.v1.ContainerPort',
  schema: {
    doc: "A port a container serves.",
    fields: [
      { name: "name", number: 1, doc: "A name, unique in the pod, that Services may use.", type: "string", format: "port-name" },
      { name: "hostPort", number: 2, doc: "The port of the node that leads here.", type: "int32", min: 0, max: 65535 },
      { name: "containerPort", number: 3, doc: "The number.", type: "int32", required: true, min: 1, max: 65535 },
      { name: "protocol", number: 4, doc: "TCP or UDP.", type: "string", default: "TCP", oneOf: ["TCP","UDP"] },
      { name: "hostIP", number: 5, doc: "The address of the node that hostPort is open on; all when absent.", type: "string" },
    ],
    unsupported: ["hostPort","hostIP"],
  },
  encode(message, writer) {
    if (message.name !== undefined) { writer.tag(10); writer.string(message.name); }
    if (message.hostPort !== undefined) { writer.tag(16); writer.signed(message.hostPort); }
    { writer.tag(24); writer.signed(message.containerPort); }
    if (message.protocol !== undefined) { writer.tag(34); writer.string(message.protocol); }
    if (message.hostIP !== undefined) { writer.tag(42); writer.string(message.hostIP); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerPort ??= ContainerPort.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerPort> = { containerPort: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 16:
          message.hostPort = reader.signed();
          break;
        case 24:
          message.containerPort = reader.signed();
          break;
        case 34:
          message.protocol = reader.string();
          break;
        case 42:
          message.hostIP = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A variable. */
export interface EnvVar extends Message {
  /** Its name. */
  readonly name: string;
  /** Its value; $(NAME) is replaced by an earlier variable, $$ is a $. */
  readonly value?: string;
  /** Where the value comes from, instead. */
  readonly valueFrom?: EnvVarSource;
}

let emptyEnvVar: EnvVar | undefined;

export const EnvVar: MessageType<EnvVar> = {
  name: 'k8s.io.api.core.v1.EnvVar',
  schema: {
    doc: "A variable.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true, format: "env-name" },
      { name: "value", number: 2, doc: "Its value; $(NAME) is replaced by an earlier variable, $$ is a $.", type: "string" },
      { name: "valueFrom", number: 3, doc: "Where the value comes from, instead.", type: "message", message: () => EnvVarSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.value !== undefined) { writer.tag(18); writer.string(message.value); }
    const valueFromValue = message.valueFrom;
    if (valueFromValue !== undefined) { writer.tag(26); { const start = writer.begin(); EnvVarSource.encode(valueFromValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEnvVar ??= EnvVar.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EnvVar> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        case 26:
          message.valueFrom = reader.message(EnvVarSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where a variable comes from. Exactly one is set. */
export interface EnvVarSource extends Message {
  /** A field of the pod. */
  readonly fieldRef?: ObjectFieldSelector;
  /** A container's request or limit. */
  readonly resourceFieldRef?: ResourceFieldSelector;
  /** A key of a ConfigMap. */
  readonly configMapKeyRef?: ConfigMapKeySelector;
  /** A key of a Secret. */
  readonly secretKeyRef?: SecretKeySelector;
  /** A variable in a file of a volume. */
  readonly fileKeyRef?: FileKeySelector;
}

let emptyEnvVarSource: EnvVarSource | undefined;

export const EnvVarSource: MessageType<EnvVarSource> = {
  name: 'k8s.io.api.core.v1.EnvVarSource',
  schema: {
    doc: "Where a variable comes from. Exactly one is set.",
    fields: [
      { name: "fieldRef", number: 1, doc: "A field of the pod.", type: "message", message: () => ObjectFieldSelector },
      { name: "resourceFieldRef", number: 2, doc: "A container's request or limit.", type: "message", message: () => ResourceFieldSelector },
      { name: "configMapKeyRef", number: 3, doc: "A key of a ConfigMap.", type: "message", message: () => ConfigMapKeySelector },
      { name: "secretKeyRef", number: 4, doc: "A key of a Secret.", type: "message", message: () => SecretKeySelector },
      { name: "fileKeyRef", number: 5, doc: "A variable in a file of a volume.", type: "message", message: () => FileKeySelector },
    ],
    unsupported: ["fileKeyRef"],
  },
  encode(message, writer) {
    const fieldRefValue = message.fieldRef;
    if (fieldRefValue !== undefined) { writer.tag(10); { const start = writer.begin(); ObjectFieldSelector.encode(fieldRefValue, writer); writer.end(start); } }
    const resourceFieldRefValue = message.resourceFieldRef;
    if (resourceFieldRefValue !== undefined) { writer.tag(18); { const start = writer.begin(); ResourceFieldSelector.encode(resourceFieldRefValue, writer); writer.end(start); } }
    const configMapKeyRefValue = message.configMapKeyRef;
    if (configMapKeyRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); ConfigMapKeySelector.encode(configMapKeyRefValue, writer); writer.end(start); } }
    const secretKeyRefValue = message.secretKeyRef;
    if (secretKeyRefValue !== undefined) { writer.tag(34); { const start = writer.begin(); SecretKeySelector.encode(secretKeyRefValue, writer); writer.end(start); } }
    const fileKeyRefValue = message.fileKeyRef;
    if (fileKeyRefValue !== undefined) { writer.tag(42); { const start = writer.begin(); FileKeySelector.encode(fileKeyRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEnvVarSource ??= EnvVarSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EnvVarSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.fieldRef = reader.message(ObjectFieldSelector.decode);
          break;
        case 18:
          message.resourceFieldRef = reader.message(ResourceFieldSelector.decode);
          break;
        case 26:
          message.configMapKeyRef = reader.message(ConfigMapKeySelector.decode);
          break;
        case 34:
          message.secretKeyRef = reader.message(SecretKeySelector.decode);
          break;
        case 42:
          message.fileKeyRef = reader.message(FileKeySelector.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A field of the pod. */
export interface ObjectFieldSelector extends Message {
  /** v1. */
  readonly apiVersion?: string;
  /** metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], spec.nodeName, status.podIP, status.hostIP. */
  readonly fieldPath: string;
}

let emptyObjectFieldSelector: ObjectFieldSelector | undefined;

export const ObjectFieldSelector: MessageType<ObjectFieldSelector> = {
  name: 'k8s.io.api.core.v1.ObjectFieldSelector',
  schema: {
    doc: "A field of the pod.",
    fields: [
      { name: "apiVersion", number: 1, doc: "v1.", type: "string", default: "v1", oneOf: ["v1"] },
      { name: "fieldPath", number: 2, doc: "metadata.name, metadata.namespace, metadata.uid, metadata.labels['KEY'], metadata.annotations['KEY'], spec.nodeName, status.podIP, status.hostIP.", type: "string", required: true },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.apiVersion !== undefined) { writer.tag(10); writer.string(message.apiVersion); }
    { writer.tag(18); writer.string(message.fieldPath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyObjectFieldSelector ??= ObjectFieldSelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectFieldSelector> = { fieldPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.apiVersion = reader.string();
          break;
        case 18:
          message.fieldPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A container's request or limit. */
export interface ResourceFieldSelector extends Message {
  /** The container; the one with the variable when absent. */
  readonly containerName?: string;
  /** requests.cpu, limits.memory and so on. */
  readonly resource: string;
  /** The unit. */
  readonly divisor?: Quantity;
}

let emptyResourceFieldSelector: ResourceFieldSelector | undefined;

export const ResourceFieldSelector: MessageType<ResourceFieldSelector> = {
  name: 'k8s.io.api.core.v1.ResourceFieldSelector',
  schema: {
    doc: "A container's request or limit.",
    fields: [
      { name: "containerName", number: 1, doc: "The container; the one with the variable when absent.", type: "string" },
      { name: "resource", number: 2, doc: "requests.cpu, limits.memory and so on.", type: "string", required: true },
      { name: "divisor", number: 3, doc: "The unit.", type: "quantity" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    if (message.containerName !== undefined) { writer.tag(10); writer.string(message.containerName); }
    { writer.tag(18); writer.string(message.resource); }
    const divisorValue = message.divisor;
    if (divisorValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeQuantity(divisorValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceFieldSelector ??= ResourceFieldSelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceFieldSelector> = { resource: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.containerName = reader.string();
          break;
        case 18:
          message.resource = reader.string();
          break;
        case 26:
          message.divisor = reader.message(readQuantity);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A key of a ConfigMap. */
export interface ConfigMapKeySelector extends LocalObjectReference {
  /** The key. */
  readonly key: string;
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

let emptyConfigMapKeySelector: ConfigMapKeySelector | undefined;

export const ConfigMapKeySelector: MessageType<ConfigMapKeySelector> = {
  name: 'k8s.io.api.core.v1.ConfigMapKeySelector',
  schema: {
    doc: "A key of a ConfigMap.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "key", number: 2, doc: "The key.", type: "string", required: true },
      { name: "optional", number: 3, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    { writer.tag(18); writer.string(message.key); }
    if (message.optional !== undefined) { writer.tag(24); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMapKeySelector ??= ConfigMapKeySelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMapKeySelector> = { key: '', ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 18:
          message.key = reader.string();
          break;
        case 24:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A key of a Secret. */
export interface SecretKeySelector extends LocalObjectReference {
  /** The key. */
  readonly key: string;
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

let emptySecretKeySelector: SecretKeySelector | undefined;

export const SecretKeySelector: MessageType<SecretKeySelector> = {
  name: 'k8s.io.api.core.v1.SecretKeySelector',
  schema: {
    doc: "A key of a Secret.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The Secret.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "key", number: 2, doc: "The key.", type: "string", required: true },
      { name: "optional", number: 3, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    { writer.tag(18); writer.string(message.key); }
    if (message.optional !== undefined) { writer.tag(24); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretKeySelector ??= SecretKeySelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretKeySelector> = { key: '', ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 18:
          message.key = reader.string();
          break;
        case 24:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A variable in a file of a volume. */
export interface FileKeySelector extends Message {
  /** The volume. */
  readonly volumeName: string;
  /** The file, relative to the volume. */
  readonly path: string;
  /** The variable's name in the file. */
  readonly key: string;
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

let emptyFileKeySelector: FileKeySelector | undefined;

export const FileKeySelector: MessageType<FileKeySelector> = {
  name: 'k8s.io.api.core.v1.FileKeySelector',
  schema: {
    doc: "A variable in a file of a volume.",
    fields: [
      { name: "volumeName", number: 1, doc: "The volume.", type: "string", required: true },
      { name: "path", number: 2, doc: "The file, relative to the volume.", type: "string", required: true, format: "path" },
      { name: "key", number: 3, doc: "The variable's name in the file.", type: "string", required: true },
      { name: "optional", number: 4, doc: "Whether the container starts without it.", type: "bool", default: false },
    ],
    unsupported: [],
    atomic: true,
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.volumeName); }
    { writer.tag(18); writer.string(message.path); }
    { writer.tag(26); writer.string(message.key); }
    if (message.optional !== undefined) { writer.tag(32); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyFileKeySelector ??= FileKeySelector.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<FileKeySelector> = { volumeName: '', path: '', key: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.volumeName = reader.string();
          break;
        case 18:
          message.path = reader.string();
          break;
        case 26:
          message.key = reader.string();
          break;
        case 32:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A whole ConfigMap or Secret as variables. */
export interface EnvFromSource extends Message {
  /** Stands before every name. */
  readonly prefix?: string;
  /** The ConfigMap. */
  readonly configMapRef?: ConfigMapEnvSource;
  /** The Secret. */
  readonly secretRef?: SecretEnvSource;
}

let emptyEnvFromSource: EnvFromSource | undefined;

export const EnvFromSource: MessageType<EnvFromSource> = {
  name: 'k8s.io.api.core.v1.EnvFromSource',
  schema: {
    doc: "A whole ConfigMap or Secret as variables.",
    fields: [
      { name: "prefix", number: 1, doc: "Stands before every name.", type: "string" },
      { name: "configMapRef", number: 2, doc: "The ConfigMap.", type: "message", message: () => ConfigMapEnvSource },
      { name: "secretRef", number: 3, doc: "The Secret.", type: "message", message: () => SecretEnvSource },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.prefix !== undefined) { writer.tag(10); writer.string(message.prefix); }
    const configMapRefValue = message.configMapRef;
    if (configMapRefValue !== undefined) { writer.tag(18); { const start = writer.begin(); ConfigMapEnvSource.encode(configMapRefValue, writer); writer.end(start); } }
    const secretRefValue = message.secretRef;
    if (secretRefValue !== undefined) { writer.tag(26); { const start = writer.begin(); SecretEnvSource.encode(secretRefValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyEnvFromSource ??= EnvFromSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<EnvFromSource> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.prefix = reader.string();
          break;
        case 18:
          message.configMapRef = reader.message(ConfigMapEnvSource.decode);
          break;
        case 26:
          message.secretRef = reader.message(SecretEnvSource.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A ConfigMap as variables. */
export interface ConfigMapEnvSource extends LocalObjectReference {
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

let emptyConfigMapEnvSource: ConfigMapEnvSource | undefined;

export const ConfigMapEnvSource: MessageType<ConfigMapEnvSource> = {
  name: 'k8s.io.api.core.v1.ConfigMapEnvSource',
  schema: {
    doc: "A ConfigMap as variables.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The ConfigMap.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "optional", number: 2, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.optional !== undefined) { writer.tag(16); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConfigMapEnvSource ??= ConfigMapEnvSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConfigMapEnvSource> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 16:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Secret as variables. */
export interface SecretEnvSource extends LocalObjectReference {
  /** Whether the container starts without it. */
  readonly optional?: boolean;
}

let emptySecretEnvSource: SecretEnvSource | undefined;

export const SecretEnvSource: MessageType<SecretEnvSource> = {
  name: 'k8s.io.api.core.v1.SecretEnvSource',
  schema: {
    doc: "A Secret as variables.",
    fields: [
      { name: "localObjectReference", number: 1, doc: "The Secret.", type: "message", message: () => LocalObjectReference, required: true, inline: true },
      { name: "optional", number: 2, doc: "Whether the container starts without it.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.tag(10);
    { const start = writer.begin(); LocalObjectReference.encode(inlinedPart(message), writer); writer.end(start); }
    if (message.optional !== undefined) { writer.tag(16); writer.bool(message.optional); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySecretEnvSource ??= SecretEnvSource.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SecretEnvSource> = { ...knownFields(LocalObjectReference.decode(reader, reader.position)) };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          putInlined(message, reader.message(LocalObjectReference.decode));
          break;
        case 16:
          message.optional = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a container needs and may use. */
export interface ResourceRequirements extends Message {
  /** What it may use at most: cpu, memory. */
  readonly limits?: Readonly<Record<string, Quantity>>;
  /** What it needs; the scheduler sets it aside. The limit when absent. */
  readonly requests?: Readonly<Record<string, Quantity>>;
  /** The pod's resource claims that it uses. */
  readonly claims?: readonly CoreResourceClaim[];
}

let emptyResourceRequirements: ResourceRequirements | undefined;

export const ResourceRequirements: MessageType<ResourceRequirements> = {
  name: 'k8s.io.api.core.v1.ResourceRequirements',
  schema: {
    doc: "What a container needs and may use.",
    fields: [
      { name: "limits", number: 1, doc: "What it may use at most: cpu, memory.", type: "quantity", container: "map" },
      { name: "requests", number: 2, doc: "What it needs; the scheduler sets it aside. The limit when absent.", type: "quantity", container: "map" },
      { name: "claims", number: 3, doc: "The pod's resource claims that it uses.", type: "message", container: "list", message: () => CoreResourceClaim, listKey: ["name"] },
    ],
    unsupported: ["claims"],
  },
  encode(message, writer) {
    if (message.limits !== undefined) for (const [key, item] of entriesByKey(message.limits)) {
      writer.tag(10);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.requests !== undefined) for (const [key, item] of entriesByKey(message.requests)) {
      writer.tag(18);
      const entry = writer.begin();
      writer.tag(10);
      writer.string(key);
      writer.tag(18);
      { const start = writer.begin(); writeQuantity(item, writer); writer.end(start); }
      writer.end(entry);
    }
    if (message.claims !== undefined) for (const item of message.claims) {
      writer.tag(26);
      { const start = writer.begin(); CoreResourceClaim.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceRequirements ??= ResourceRequirements.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceRequirements> = {  };
    let limitsAll: Record<string, Quantity> | undefined;
    let requestsAll: Record<string, Quantity> | undefined;
    let claimsAll: CoreResourceClaim[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          limitsAll ??= {};
          readEntry(reader, limitsAll, () => reader.message(readQuantity), () => '');
          break;
        case 18:
          requestsAll ??= {};
          readEntry(reader, requestsAll, () => reader.message(readQuantity), () => '');
          break;
        case 26:
          (claimsAll ??= []).push(reader.message(CoreResourceClaim.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (limitsAll !== undefined) message.limits = limitsAll;
    if (requestsAll !== undefined) message.requests = requestsAll;
    if (claimsAll !== undefined) message.claims = claimsAll;
    return message;
  },
};

/** A resource claim of the pod that a container uses. */
export interface CoreResourceClaim extends Message {
  /** Its name in the pod's resourceClaims. */
  readonly name: string;
  /** The request of the claim; all of them when absent. */
  readonly request?: string;
}

let emptyCoreResourceClaim: CoreResourceClaim | undefined;

export const CoreResourceClaim: MessageType<CoreResourceClaim> = {
  name: 'k8s.io.api.core.v1.CoreResourceClaim',
  schema: {
    doc: "A resource claim of the pod that a container uses.",
    fields: [
      { name: "name", number: 1, doc: "Its name in the pod's resourceClaims.", type: "string", required: true },
      { name: "request", number: 2, doc: "The request of the claim; all of them when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.request !== undefined) { writer.tag(18); writer.string(message.request); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCoreResourceClaim ??= CoreResourceClaim.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CoreResourceClaim> = { name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.request = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether a change of a resource needs a restart of the container. */
export interface ContainerResizePolicy extends Message {
  /** cpu or memory. */
  readonly resourceName: string;
  /** NotRequired or RestartContainer. */
  readonly restartPolicy: string;
}

let emptyContainerResizePolicy: ContainerResizePolicy | undefined;

export const ContainerResizePolicy: MessageType<ContainerResizePolicy> = {
  name: 'k8s.io.api.core.v1.ContainerResizePolicy',
  schema: {
    doc: "Whether a change of a resource needs a restart of the container.",
    fields: [
      { name: "resourceName", number: 1, doc: "cpu or memory.", type: "string", required: true, oneOf: ["cpu","memory"] },
      { name: "restartPolicy", number: 2, doc: "NotRequired or RestartContainer.", type: "string", required: true, oneOf: ["NotRequired","RestartContainer"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.resourceName); }
    { writer.tag(18); writer.string(message.restartPolicy); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerResizePolicy ??= ContainerResizePolicy.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerResizePolicy> = { resourceName: '', restartPolicy: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.resourceName = reader.string();
          break;
        case 18:
          message.restartPolicy = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume of the pod in a container. */
export interface VolumeMount extends Message {
  /** The volume. */
  readonly name: string;
  /** Whether it can't be written. */
  readonly readOnly?: boolean;
  /** Where it is seen. */
  readonly mountPath: string;
  /** The part of the volume that is seen; all when absent. */
  readonly subPath?: string;
  /** Whether mounts made later pass between host and container: None, HostToContainer or Bidirectional. */
  readonly mountPropagation?: string;
  /** The same as subPath, with $(NAME) replaced by a variable. */
  readonly subPathExpr?: string;
  /** Whether mounts below can't be written either: Disabled, IfPossible or Enabled. */
  readonly recursiveReadOnly?: string;
}

let emptyVolumeMount: VolumeMount | undefined;

export const VolumeMount: MessageType<VolumeMount> = {
  name: 'k8s.io.api.core.v1.VolumeMount',
  schema: {
    doc: "A volume of the pod in a container.",
    fields: [
      { name: "name", number: 1, doc: "The volume.", type: "string", required: true },
      { name: "readOnly", number: 2, doc: "Whether it can't be written.", type: "bool" },
      { name: "mountPath", number: 3, doc: "Where it is seen.", type: "string", required: true },
      { name: "subPath", number: 4, doc: "The part of the volume that is seen; all when absent.", type: "string" },
      { name: "mountPropagation", number: 5, doc: "Whether mounts made later pass between host and container: None, HostToContainer or Bidirectional.", type: "string", oneOf: ["Bidirectional","HostToContainer","None"] },
      { name: "subPathExpr", number: 6, doc: "The same as subPath, with $(NAME) replaced by a variable.", type: "string" },
      { name: "recursiveReadOnly", number: 7, doc: "Whether mounts below can't be written either: Disabled, IfPossible or Enabled.", type: "string", oneOf: ["Disabled","Enabled","IfPossible"] },
    ],
    unsupported: ["subPath","mountPropagation","subPathExpr","recursiveReadOnly"],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.readOnly !== undefined) { writer.tag(16); writer.bool(message.readOnly); }
    { writer.tag(26); writer.string(message.mountPath); }
    if (message.subPath !== undefined) { writer.tag(34); writer.string(message.subPath); }
    if (message.mountPropagation !== undefined) { writer.tag(42); writer.string(message.mountPropagation); }
    if (message.subPathExpr !== undefined) { writer.tag(50); writer.string(message.subPathExpr); }
    if (message.recursiveReadOnly !== undefined) { writer.tag(58); writer.string(message.recursiveReadOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeMount ??= VolumeMount.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeMount> = { name: '', mountPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 16:
          message.readOnly = reader.bool();
          break;
        case 26:
          message.mountPath = reader.string();
          break;
        case 34:
          message.subPath = reader.string();
          break;
        case 42:
          message.mountPropagation = reader.string();
          break;
        case 50:
          message.subPathExpr = reader.string();
          break;
        case 58:
          message.recursiveReadOnly = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume of the pod in a container, as a device. */
export interface VolumeDevice extends Message {
  /** The volume, which must be a claim. */
  readonly name: string;
  /** Where the device is seen. */
  readonly devicePath: string;
}

let emptyVolumeDevice: VolumeDevice | undefined;

export const VolumeDevice: MessageType<VolumeDevice> = {
  name: 'k8s.io.api.core.v1.VolumeDevice',
  schema: {
    doc: "A volume of the pod in a container, as a device.",
    fields: [
      { name: "name", number: 1, doc: "The volume, which must be a claim.", type: "string", required: true },
      { name: "devicePath", number: 2, doc: "Where the device is seen.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.devicePath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeDevice ??= VolumeDevice.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeDevice> = { name: '', devicePath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.devicePath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is done when a container has started and before it is stopped. */
export interface Lifecycle extends Message {
  /** Done right after the start; fails: the container is stopped. */
  readonly postStart?: LifecycleHandler;
  /** Done before the container is asked to stop; its time counts as grace. */
  readonly preStop?: LifecycleHandler;
  /** The signal that asks the container to stop. */
  readonly stopSignal?: string;
}

let emptyLifecycle: Lifecycle | undefined;

export const Lifecycle: MessageType<Lifecycle> = {
  name: 'k8s.io.api.core.v1.Lifecycle',
  schema: {
    doc: "What is done when a container has started and before it is stopped.",
    fields: [
      { name: "postStart", number: 1, doc: "Done right after the start; fails: the container is stopped.", type: "message", message: () => LifecycleHandler },
      { name: "preStop", number: 2, doc: "Done before the container is asked to stop; its time counts as grace.", type: "message", message: () => LifecycleHandler },
      { name: "stopSignal", number: 3, doc: "The signal that asks the container to stop.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const postStartValue = message.postStart;
    if (postStartValue !== undefined) { writer.tag(10); { const start = writer.begin(); LifecycleHandler.encode(postStartValue, writer); writer.end(start); } }
    const preStopValue = message.preStop;
    if (preStopValue !== undefined) { writer.tag(18); { const start = writer.begin(); LifecycleHandler.encode(preStopValue, writer); writer.end(start); } }
    if (message.stopSignal !== undefined) { writer.tag(26); writer.string(message.stopSignal); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLifecycle ??= Lifecycle.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<Lifecycle> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.postStart = reader.message(LifecycleHandler.decode);
          break;
        case 18:
          message.preStop = reader.message(LifecycleHandler.decode);
          break;
        case 26:
          message.stopSignal = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What is done at a turn of a container's life. Exactly one is set. */
export interface LifecycleHandler extends Message {
  /** Runs a program in the container. */
  readonly exec?: ExecAction;
  /** Asks for a page. */
  readonly httpGet?: HTTPGetAction;
  /** Out of use: always fails. */
  readonly tcpSocket?: TCPSocketAction;
  /** Waits. */
  readonly sleep?: SleepAction;
}

let emptyLifecycleHandler: LifecycleHandler | undefined;

export const LifecycleHandler: MessageType<LifecycleHandler> = {
  name: 'k8s.io.api.core.v1.LifecycleHandler',
  schema: {
    doc: "What is done at a turn of a container's life. Exactly one is set.",
    fields: [
      { name: "exec", number: 1, doc: "Runs a program in the container.", type: "message", message: () => ExecAction },
      { name: "httpGet", number: 2, doc: "Asks for a page.", type: "message", message: () => HTTPGetAction },
      { name: "tcpSocket", number: 3, doc: "Out of use: always fails.", type: "message", message: () => TCPSocketAction },
      { name: "sleep", number: 4, doc: "Waits.", type: "message", message: () => SleepAction },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const execValue = message.exec;
    if (execValue !== undefined) { writer.tag(10); { const start = writer.begin(); ExecAction.encode(execValue, writer); writer.end(start); } }
    const httpGetValue = message.httpGet;
    if (httpGetValue !== undefined) { writer.tag(18); { const start = writer.begin(); HTTPGetAction.encode(httpGetValue, writer); writer.end(start); } }
    const tcpSocketValue = message.tcpSocket;
    if (tcpSocketValue !== undefined) { writer.tag(26); { const start = writer.begin(); TCPSocketAction.encode(tcpSocketValue, writer); writer.end(start); } }
    const sleepValue = message.sleep;
    if (sleepValue !== undefined) { writer.tag(34); { const start = writer.begin(); SleepAction.encode(sleepValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLifecycleHandler ??= LifecycleHandler.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LifecycleHandler> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.exec = reader.message(ExecAction.decode);
          break;
        case 18:
          message.httpGet = reader.message(HTTPGetAction.decode);
          break;
        case 26:
          message.tcpSocket = reader.message(TCPSocketAction.decode);
          break;
        case 34:
          message.sleep = reader.message(SleepAction.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Waits. */
export interface SleepAction extends Message {
  /** How long. */
  readonly seconds: number;
}

let emptySleepAction: SleepAction | undefined;

export const SleepAction: MessageType<SleepAction> = {
  name: 'k8s.io.api.core.v1.SleepAction',
  schema: {
    doc: "Waits.",
    fields: [
      { name: "seconds", number: 1, doc: "How long.", type: "int64", required: true, min: 1 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.seconds); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySleepAction ??= SleepAction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SleepAction> = { seconds: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.seconds = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What a probe does. Exactly one is set. */
export interface ProbeHandler extends Message {
  /** Runs a program in the container; exit code 0 is success. */
  readonly exec?: ExecAction;
  /** Asks for a page; 200 to 399 is success. */
  readonly httpGet?: HTTPGetAction;
  /** Opens a connection. */
  readonly tcpSocket?: TCPSocketAction;
  /** Asks gRPC's health service. */
  readonly grpc?: GRPCAction;
}

let emptyProbeHandler: ProbeHandler | undefined;

export const ProbeHandler: MessageType<ProbeHandler> = {
  name: 'k8s.io.api.core.v1.ProbeHandler',
  schema: {
    doc: "What a probe does. Exactly one is set.",
    fields: [
      { name: "exec", number: 1, doc: "Runs a program in the container; exit code 0 is success.", type: "message", message: () => ExecAction },
      { name: "httpGet", number: 2, doc: "Asks for a page; 200 to 399 is success.", type: "message", message: () => HTTPGetAction },
      { name: "tcpSocket", number: 3, doc: "Opens a connection.", type: "message", message: () => TCPSocketAction },
      { name: "grpc", number: 4, doc: "Asks gRPC's health service.", type: "message", message: () => GRPCAction },
    ],
    unsupported: ["grpc"],
  },
  encode(message, writer) {
    const execValue = message.exec;
    if (execValue !== undefined) { writer.tag(10); { const start = writer.begin(); ExecAction.encode(execValue, writer); writer.end(start); } }
    const httpGetValue = message.httpGet;
    if (httpGetValue !== undefined) { writer.tag(18); { const start = writer.begin(); HTTPGetAction.encode(httpGetValue, writer); writer.end(start); } }
    const tcpSocketValue = message.tcpSocket;
    if (tcpSocketValue !== undefined) { writer.tag(26); { const start = writer.begin(); TCPSocketAction.encode(tcpSocketValue, writer); writer.end(start); } }
    const grpcValue = message.grpc;
    if (grpcValue !== undefined) { writer.tag(34); { const start = writer.begin(); GRPCAction.encode(grpcValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyProbeHandler ??= ProbeHandler.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ProbeHandler> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.exec = reader.message(ExecAction.decode);
          break;
        case 18:
          message.httpGet = reader.message(HTTPGetAction.decode);
          break;
        case 26:
          message.tcpSocket = reader.message(TCPSocketAction.decode);
          break;
        case 34:
          message.grpc = reader.message(GRPCAction.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Runs a program in a container. */
export interface ExecAction extends Message {
  /** The program and its arguments; no shell. */
  readonly command: readonly string[];
}

let emptyExecAction: ExecAction | undefined;

export const ExecAction: MessageType<ExecAction> = {
  name: 'k8s.io.api.core.v1.ExecAction',
  schema: {
    doc: "Runs a program in a container.",
    fields: [
      { name: "command", number: 1, doc: "The program and its arguments; no shell.", type: "string", container: "list", required: true, min: 1 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.command !== undefined) for (const item of message.command) {
      writer.tag(10);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyExecAction ??= ExecAction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ExecAction> = { command: [] };
    let commandAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (commandAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (commandAll !== undefined) message.command = commandAll;
    return message;
  },
};

/** Asks for a page. */
export interface HTTPGetAction extends Message {
  /** The path. */
  readonly path?: string;
  /** The port, by number or name. */
  readonly port: IntOrString;
  /** The host; the pod's address when absent. */
  readonly host?: string;
  /** HTTP or HTTPS (without checking the certificate). */
  readonly scheme?: string;
  /** Headers to send. */
  readonly httpHeaders?: readonly HTTPHeader[];
}

let emptyHTTPGetAction: HTTPGetAction | undefined;

export const HTTPGetAction: MessageType<HTTPGetAction> = {
  name: 'k8s.io.api.core.v1.HTTPGetAction',
  schema: {
    doc: "Asks for a page.",
    fields: [
      { name: "path", number: 1, doc: "The path.", type: "string", default: "/" },
      { name: "port", number: 2, doc: "The port, by number or name.", type: "intOrString", required: true },
      { name: "host", number: 3, doc: "The host; the pod's address when absent.", type: "string" },
      { name: "scheme", number: 4, doc: "HTTP or HTTPS (without checking the certificate).", type: "string", default: "HTTP", oneOf: ["HTTP","HTTPS"] },
      { name: "httpHeaders", number: 5, doc: "Headers to send.", type: "message", container: "list", message: () => HTTPHeader },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.path !== undefined) { writer.tag(10); writer.string(message.path); }
    { writer.tag(18); { const start = writer.begin(); writeIntOrString(message.port, writer); writer.end(start); } }
    if (message.host !== undefined) { writer.tag(26); writer.string(message.host); }
    if (message.scheme !== undefined) { writer.tag(34); writer.string(message.scheme); }
    if (message.httpHeaders !== undefined) for (const item of message.httpHeaders) {
      writer.tag(42);
      { const start = writer.begin(); HTTPHeader.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHTTPGetAction ??= HTTPGetAction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HTTPGetAction> = { port: 0 };
    let httpHeadersAll: HTTPHeader[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.path = reader.string();
          break;
        case 18:
          message.port = reader.message(readIntOrString);
          break;
        case 26:
          message.host = reader.string();
          break;
        case 34:
          message.scheme = reader.string();
          break;
        case 42:
          (httpHeadersAll ??= []).push(reader.message(HTTPHeader.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (httpHeadersAll !== undefined) message.httpHeaders = httpHeadersAll;
    return message;
  },
};

/** A header to send. */
export interface HTTPHeader extends Message {
  /** Its name. */
  readonly name: string;
  /** Its value. */
  readonly value: string;
}

let emptyHTTPHeader: HTTPHeader | undefined;

export const HTTPHeader: MessageType<HTTPHeader> = {
  name: 'k8s.io.api.core.v1.HTTPHeader',
  schema: {
    doc: "A header to send.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "value", number: 2, doc: "Its value.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.value); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyHTTPHeader ??= HTTPHeader.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<HTTPHeader> = { name: '', value: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.value = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Opens a connection. */
export interface TCPSocketAction extends Message {
  /** The port, by number or name. */
  readonly port: IntOrString;
  /** The host; the pod's address when absent. */
  readonly host?: string;
}

let emptyTCPSocketAction: TCPSocketAction | undefined;

export const TCPSocketAction: MessageType<TCPSocketAction> = {
  name: 'k8s.io.api.core.v1.TCPSocketAction',
  schema: {
    doc: "Opens a connection.",
    fields: [
      { name: "port", number: 1, doc: "The port, by number or name.", type: "intOrString", required: true },
      { name: "host", number: 2, doc: "The host; the pod's address when absent.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); writeIntOrString(message.port, writer); writer.end(start); } }
    if (message.host !== undefined) { writer.tag(18); writer.string(message.host); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyTCPSocketAction ??= TCPSocketAction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<TCPSocketAction> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.port = reader.message(readIntOrString);
          break;
        case 18:
          message.host = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Asks gRPC's health service. */
export interface GRPCAction extends Message {
  /** The port. */
  readonly port: number;
  /** The service asked about; the server as a whole when empty. */
  readonly service?: string;
}

let emptyGRPCAction: GRPCAction | undefined;

export const GRPCAction: MessageType<GRPCAction> = {
  name: 'k8s.io.api.core.v1.GRPCAction',
  schema: {
    doc: "Asks gRPC's health service.",
    fields: [
      { name: "port", number: 1, doc: "The port.", type: "int32", required: true, min: 1, max: 65535 },
      { name: "service", number: 2, doc: "The service asked about; the server as a whole when empty.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.port); }
    if (message.service !== undefined) { writer.tag(18); writer.string(message.service); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyGRPCAction ??= GRPCAction.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<GRPCAction> = { port: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.port = reader.signed();
          break;
        case 18:
          message.service = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Why a container has not started. */
export interface ContainerStateWaiting extends Message {
  /** As one word, such as ContainerCreating. */
  readonly reason?: string;
  /** For people. */
  readonly message?: string;
}

let emptyContainerStateWaiting: ContainerStateWaiting | undefined;

export const ContainerStateWaiting: MessageType<ContainerStateWaiting> = {
  name: 'k8s.io.api.core.v1.ContainerStateWaiting',
  schema: {
    doc: "Why a container has not started.",
    fields: [
      { name: "reason", number: 1, doc: "As one word, such as ContainerCreating.", type: "string" },
      { name: "message", number: 2, doc: "For people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.reason !== undefined) { writer.tag(10); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(18); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerStateWaiting ??= ContainerStateWaiting.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerStateWaiting> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.reason = reader.string();
          break;
        case 18:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Since when a container runs. */
export interface ContainerStateRunning extends Message {
  /** Since when. */
  readonly startedAt?: Time;
}

let emptyContainerStateRunning: ContainerStateRunning | undefined;

export const ContainerStateRunning: MessageType<ContainerStateRunning> = {
  name: 'k8s.io.api.core.v1.ContainerStateRunning',
  schema: {
    doc: "Since when a container runs.",
    fields: [
      { name: "startedAt", number: 1, doc: "Since when.", type: "time" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const startedAtValue = message.startedAt;
    if (startedAtValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeTime(startedAtValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerStateRunning ??= ContainerStateRunning.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerStateRunning> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.startedAt = reader.message(readTime);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How a container ended. */
export interface ContainerStateTerminated extends Message {
  /** Its exit code. */
  readonly exitCode: number;
  /** The signal that ended it. */
  readonly signal?: number;
  /** As one word: Completed, Error, OOMKilled. */
  readonly reason?: string;
  /** For people. */
  readonly message?: string;
  /** When it had started. */
  readonly startedAt?: Time;
  /** When it ended. */
  readonly finishedAt?: Time;
  /** docker://ID. */
  readonly containerID?: string;
}

let emptyContainerStateTerminated: ContainerStateTerminated | undefined;

export const ContainerStateTerminated: MessageType<ContainerStateTerminated> = {
  name: 'k8s.io.api.core.v1.ContainerStateTerminated',
  schema: {
    doc: "How a container ended.",
    fields: [
      { name: "exitCode", number: 1, doc: "Its exit code.", type: "int32", required: true },
      { name: "signal", number: 2, doc: "The signal that ended it.", type: "int32" },
      { name: "reason", number: 3, doc: "As one word: Completed, Error, OOMKilled.", type: "string" },
      { name: "message", number: 4, doc: "For people.", type: "string" },
      { name: "startedAt", number: 5, doc: "When it had started.", type: "time" },
      { name: "finishedAt", number: 6, doc: "When it ended.", type: "time" },
      { name: "containerID", number: 7, doc: "docker://ID.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.exitCode); }
    if (message.signal !== undefined) { writer.tag(16); writer.signed(message.signal); }
    if (message.reason !== undefined) { writer.tag(26); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(34); writer.string(message.message); }
    const startedAtValue = message.startedAt;
    if (startedAtValue !== undefined) { writer.tag(42); { const start = writer.begin(); writeTime(startedAtValue, writer); writer.end(start); } }
    const finishedAtValue = message.finishedAt;
    if (finishedAtValue !== undefined) { writer.tag(50); { const start = writer.begin(); writeTime(finishedAtValue, writer); writer.end(start); } }
    if (message.containerID !== undefined) { writer.tag(58); writer.string(message.containerID); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerStateTerminated ??= ContainerStateTerminated.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerStateTerminated> = { exitCode: 0 };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.exitCode = reader.signed();
          break;
        case 16:
          message.signal = reader.signed();
          break;
        case 26:
          message.reason = reader.string();
          break;
        case 34:
          message.message = reader.string();
          break;
        case 42:
          message.startedAt = reader.message(readTime);
          break;
        case 50:
          message.finishedAt = reader.message(readTime);
          break;
        case 58:
          message.containerID = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A volume as it was mounted in a container. */
export interface VolumeMountStatus extends Message {
  /** The volume. */
  readonly name: string;
  /** Where it is seen. */
  readonly mountPath: string;
  /** Whether it can't be written. */
  readonly readOnly?: boolean;
  /** Whether mounts below can't be written either: Disabled or Enabled. */
  readonly recursiveReadOnly?: string;
}

let emptyVolumeMountStatus: VolumeMountStatus | undefined;

export const VolumeMountStatus: MessageType<VolumeMountStatus> = {
  name: 'k8s.io.api.core.v1.VolumeMountStatus',
  schema: {
    doc: "A volume as it was mounted in a container.",
    fields: [
      { name: "name", number: 1, doc: "The volume.", type: "string", required: true },
      { name: "mountPath", number: 2, doc: "Where it is seen.", type: "string", required: true },
      { name: "readOnly", number: 3, doc: "Whether it can't be written.", type: "bool" },
      { name: "recursiveReadOnly", number: 4, doc: "Whether mounts below can't be written either: Disabled or Enabled.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.mountPath); }
    if (message.readOnly !== undefined) { writer.tag(24); writer.bool(message.readOnly); }
    if (message.recursiveReadOnly !== undefined) { writer.tag(34); writer.string(message.recursiveReadOnly); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyVolumeMountStatus ??= VolumeMountStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<VolumeMountStatus> = { name: '', mountPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.mountPath = reader.string();
          break;
        case 24:
          message.readOnly = reader.bool();
          break;
        case 34:
          message.recursiveReadOnly = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whose rights a container's first process had. */
export interface ContainerUser extends Message {
  /** On Linux. */
  readonly linux?: LinuxContainerUser;
}

let emptyContainerUser: ContainerUser | undefined;

export const ContainerUser: MessageType<ContainerUser> = {
  name: 'k8s.io.api.core.v1.ContainerUser',
  schema: {
    doc: "Whose rights a container's first process had.",
    fields: [
      { name: "linux", number: 1, doc: "On Linux.", type: "message", message: () => LinuxContainerUser },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const linuxValue = message.linux;
    if (linuxValue !== undefined) { writer.tag(10); { const start = writer.begin(); LinuxContainerUser.encode(linuxValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyContainerUser ??= ContainerUser.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerUser> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.linux = reader.message(LinuxContainerUser.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whose rights a container's first process had, on Linux. */
export interface LinuxContainerUser extends Message {
  /** The user. */
  readonly uid: number;
  /** The main group. */
  readonly gid: number;
  /** The other groups. */
  readonly supplementalGroups?: readonly number[];
}

let emptyLinuxContainerUser: LinuxContainerUser | undefined;

export const LinuxContainerUser: MessageType<LinuxContainerUser> = {
  name: 'k8s.io.api.core.v1.LinuxContainerUser',
  schema: {
    doc: "Whose rights a container's first process had, on Linux.",
    fields: [
      { name: "uid", number: 1, doc: "The user.", type: "int64", required: true },
      { name: "gid", number: 2, doc: "The main group.", type: "int64", required: true },
      { name: "supplementalGroups", number: 3, doc: "The other groups.", type: "int64", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(8); writer.signed(message.uid); }
    { writer.tag(16); writer.signed(message.gid); }
    if (message.supplementalGroups !== undefined) for (const item of message.supplementalGroups) {
      writer.tag(24);
      writer.signed(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyLinuxContainerUser ??= LinuxContainerUser.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<LinuxContainerUser> = { uid: 0, gid: 0 };
    let supplementalGroupsAll: number[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 8:
          message.uid = reader.signed();
          break;
        case 16:
          message.gid = reader.signed();
          break;
        case 24:
          (supplementalGroupsAll ??= []).push(reader.signed());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (supplementalGroupsAll !== undefined) message.supplementalGroups = supplementalGroupsAll;
    return message;
  },
};

/** A resource that a pod was given. */
export interface ResourceStatus extends Message {
  /** Its name. */
  readonly name: string;
  /** Its devices. */
  readonly resources?: readonly ResourceHealth[];
}

let emptyResourceStatus: ResourceStatus | undefined;

export const ResourceStatus: MessageType<ResourceStatus> = {
  name: 'k8s.io.api.core.v1.ResourceStatus',
  schema: {
    doc: "A resource that a pod was given.",
    fields: [
      { name: "name", number: 1, doc: "Its name.", type: "string", required: true },
      { name: "resources", number: 2, doc: "Its devices.", type: "message", container: "list", message: () => ResourceHealth, listKey: ["resourceID"] },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    if (message.resources !== undefined) for (const item of message.resources) {
      writer.tag(18);
      { const start = writer.begin(); ResourceHealth.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceStatus ??= ResourceStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceStatus> = { name: '' };
    let resourcesAll: ResourceHealth[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          (resourcesAll ??= []).push(reader.message(ResourceHealth.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (resourcesAll !== undefined) message.resources = resourcesAll;
    return message;
  },
};

/** Whether a device works. */
export interface ResourceHealth extends Message {
  /** The device. */
  readonly resourceID: string;
  /** Healthy, Unhealthy or Unknown. */
  readonly health?: string;
}

let emptyResourceHealth: ResourceHealth | undefined;

export const ResourceHealth: MessageType<ResourceHealth> = {
  name: 'k8s.io.api.core.v1.ResourceHealth',
  schema: {
    doc: "Whether a device works.",
    fields: [
      { name: "resourceID", number: 1, doc: "The device.", type: "string", required: true },
      { name: "health", number: 2, doc: "Healthy, Unhealthy or Unknown.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.resourceID); }
    if (message.health !== undefined) { writer.tag(18); writer.string(message.health); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyResourceHealth ??= ResourceHealth.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ResourceHealth> = { resourceID: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.resourceID = reader.string();
          break;
        case 18:
          message.health = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
