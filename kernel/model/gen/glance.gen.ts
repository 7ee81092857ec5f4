// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/orc/glance.proto.
import { type Message, type Mutable, Reader, noBytes } from '#kernel/model/wire.ts';
import type { GlanceType } from '#kernel/model/schema.ts';
import { type Time, readTime } from '#kernel/model/scalars.ts';
import { OwnerReference } from '#kernel/model/gen/meta.gen.ts';
import { ResourceRequirements } from '#kernel/model/gen/container.gen.ts';

/** Any object. */
export interface ObjectGlance extends Message {
  /** What names it. */
  readonly metadata: MetadataGlance;
}

let emptyObjectGlance: ObjectGlance | undefined;

export const ObjectGlance: GlanceType<ObjectGlance> = {
  empty: () => (emptyObjectGlance ??= ObjectGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ObjectGlance> = { metadata: MetadataGlance.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(MetadataGlance.decode);
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};

/** What names an object, and what it belongs to. */
export interface MetadataGlance extends Message {
  /** Its name. */
  readonly name?: string;
  /** Its namespace. */
  readonly namespace?: string;
  /** Its uid. */
  readonly uid?: string;
  /** Its revision. */
  readonly resourceVersion?: string;
  /** When it was asked to go; absent while nobody did. */
  readonly deletionTimestamp?: Time;
  /** What it belongs to. */
  readonly ownerReferences?: readonly OwnerReference[];
}

let emptyMetadataGlance: MetadataGlance | undefined;

export const MetadataGlance: GlanceType<MetadataGlance> = {
  empty: () => (emptyMetadataGlance ??= MetadataGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<MetadataGlance> = {  };
    let ownerReferencesAll: OwnerReference[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 26:
          message.namespace = reader.string();
          break;
        case 42:
          message.uid = reader.string();
          break;
        case 50:
          message.resourceVersion = reader.string();
          break;
        case 74:
          message.deletionTimestamp = reader.message(readTime);
          break;
        case 106:
          (ownerReferencesAll ??= []).push(reader.message(OwnerReference.decode));
          break;
        default:
          reader.pass(tag);
      }
    }
    if (ownerReferencesAll !== undefined) message.ownerReferences = ownerReferencesAll;
    return message;
  },
};

/** A pod. */
export interface PodGlance extends Message {
  /** What names it. */
  readonly metadata: MetadataGlance;
  /** What is wanted. */
  readonly spec: PodSpecGlance;
  /** How it fares. */
  readonly status?: PodStatusGlance;
}

let emptyPodGlance: PodGlance | undefined;

export const PodGlance: GlanceType<PodGlance> = {
  empty: () => (emptyPodGlance ??= PodGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodGlance> = { metadata: MetadataGlance.empty(), spec: PodSpecGlance.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(MetadataGlance.decode);
          break;
        case 18:
          message.spec = reader.message(PodSpecGlance.decode);
          break;
        case 26:
          message.status = reader.message(PodStatusGlance.decode);
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};

/** What is wanted of a pod. */
export interface PodSpecGlance extends Message {
  /** The node it is on. */
  readonly nodeName?: string;
  /** Who is to place it. */
  readonly schedulerName?: string;
}

let emptyPodSpecGlance: PodSpecGlance | undefined;

export const PodSpecGlance: GlanceType<PodSpecGlance> = {
  empty: () => (emptyPodSpecGlance ??= PodSpecGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodSpecGlance> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 82:
          message.nodeName = reader.string();
          break;
        case 154:
          message.schedulerName = reader.string();
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};

/** What a pod that is on a node takes of it. */
export interface PodLoadGlance extends Message {
  /** What is wanted. */
  readonly spec: PodLoadSpecGlance;
}

let emptyPodLoadGlance: PodLoadGlance | undefined;

export const PodLoadGlance: GlanceType<PodLoadGlance> = {
  empty: () => (emptyPodLoadGlance ??= PodLoadGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodLoadGlance> = { spec: PodLoadSpecGlance.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          message.spec = reader.message(PodLoadSpecGlance.decode);
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};

/** What is wanted of a pod that is on a node. */
export interface PodLoadSpecGlance extends Message {
  /** What runs in it. */
  readonly containers: readonly ContainerGlance[];
}

let emptyPodLoadSpecGlance: PodLoadSpecGlance | undefined;

export const PodLoadSpecGlance: GlanceType<PodLoadSpecGlance> = {
  empty: () => (emptyPodLoadSpecGlance ??= PodLoadSpecGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodLoadSpecGlance> = { containers: [] };
    let containersAll: ContainerGlance[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          (containersAll ??= []).push(reader.message(ContainerGlance.decode));
          break;
        default:
          reader.pass(tag);
      }
    }
    if (containersAll !== undefined) message.containers = containersAll;
    return message;
  },
};

/** What is wanted of a container. */
export interface ContainerGlance extends Message {
  /** What it may use. */
  readonly resources?: ResourceRequirements;
}

let emptyContainerGlance: ContainerGlance | undefined;

export const ContainerGlance: GlanceType<ContainerGlance> = {
  empty: () => (emptyContainerGlance ??= ContainerGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ContainerGlance> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 66:
          message.resources = reader.message(ResourceRequirements.decode);
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};

/** How a pod fares. */
export interface PodStatusGlance extends Message {
  /** How far it is in its life. */
  readonly phase?: string;
}

let emptyPodStatusGlance: PodStatusGlance | undefined;

export const PodStatusGlance: GlanceType<PodStatusGlance> = {
  empty: () => (emptyPodStatusGlance ??= PodStatusGlance.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<PodStatusGlance> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.phase = reader.string();
          break;
        default:
          reader.pass(tag);
      }
    }
    return message;
  },
};
