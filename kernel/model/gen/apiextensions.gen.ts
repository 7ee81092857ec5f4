// Made by proto/generate.ts from proto/. Do not edit: change the proto and run `npm run gen`.
// From proto/k8s/apiextensions/apiextensions.proto.
import { type Message, type Mutable, Reader, noBytes, unknownFields } from '#kernel/model/wire.ts';
import type { KindType, MessageType } from '#kernel/model/schema.ts';
import { type Time, readTime, writeTime, type JSONSchemaProps, readJSONSchemaProps, writeJSONSchemaProps } from '#kernel/model/scalars.ts';
import { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';

/** Defines a kind. Its name is PLURAL.GROUP. */
export interface CustomResourceDefinition extends Message {
  readonly apiVersion: 'apiextensions.k8s.io/v1';
  readonly kind: 'CustomResourceDefinition';
  /** Identity and bookkeeping. */
  readonly metadata: ObjectMeta;
  /** The kind's names, scope and versions. */
  readonly spec: CustomResourceDefinitionSpec;
  /** Whether the kind is served. */
  readonly status?: CustomResourceDefinitionStatus;
}

let emptyCustomResourceDefinition: CustomResourceDefinition | undefined;

export const CustomResourceDefinition: KindType<CustomResourceDefinition> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinition',
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  schema: {
    doc: "Defines a kind. Its name is PLURAL.GROUP.",
    fields: [
      { name: "metadata", number: 1, doc: "Identity and bookkeeping.", type: "message", message: () => ObjectMeta, required: true },
      { name: "spec", number: 2, doc: "The kind's names, scope and versions.", type: "message", message: () => CustomResourceDefinitionSpec, required: true },
      { name: "status", number: 3, doc: "Whether the kind is served.", type: "message", message: () => CustomResourceDefinitionStatus },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); { const start = writer.begin(); ObjectMeta.encode(message.metadata, writer); writer.end(start); } }
    { writer.tag(18); { const start = writer.begin(); CustomResourceDefinitionSpec.encode(message.spec, writer); writer.end(start); } }
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(26); { const start = writer.begin(); CustomResourceDefinitionStatus.encode(statusValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinition ??= CustomResourceDefinition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinition> = { apiVersion: 'apiextensions.k8s.io/v1', kind: 'CustomResourceDefinition', metadata: ObjectMeta.empty(), spec: CustomResourceDefinitionSpec.empty() };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.metadata = reader.message(ObjectMeta.decode);
          break;
        case 18:
          message.spec = reader.message(CustomResourceDefinitionSpec.decode);
          break;
        case 26:
          message.status = reader.message(CustomResourceDefinitionStatus.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** The names, scope and versions of a kind. */
export interface CustomResourceDefinitionSpec extends Message {
  /** The group, such as example.com. Can't be changed. */
  readonly group: string;
  /** What the kind is called. */
  readonly names: CustomResourceDefinitionNames;
  /** Namespaced or Cluster. Can't be changed. */
  readonly scope: string;
  /** The versions. */
  readonly versions: readonly CustomResourceDefinitionVersion[];
  /** How objects are converted between versions. */
  readonly conversion?: CustomResourceConversion;
  /** Must be false: unknown fields are kept where the schema says so. */
  readonly preserveUnknownFields?: boolean;
}

let emptyCustomResourceDefinitionSpec: CustomResourceDefinitionSpec | undefined;

export const CustomResourceDefinitionSpec: MessageType<CustomResourceDefinitionSpec> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionSpec',
  schema: {
    doc: "The names, scope and versions of a kind.",
    fields: [
      { name: "group", number: 1, doc: "The group, such as example.com. Can't be changed.", type: "string", required: true, format: "dns-subdomain" },
      { name: "names", number: 3, doc: "What the kind is called.", type: "message", message: () => CustomResourceDefinitionNames, required: true },
      { name: "scope", number: 4, doc: "Namespaced or Cluster. Can't be changed.", type: "string", required: true, oneOf: ["Namespaced","Cluster"] },
      { name: "versions", number: 7, doc: "The versions.", type: "message", container: "list", message: () => CustomResourceDefinitionVersion, required: true },
      { name: "conversion", number: 9, doc: "How objects are converted between versions.", type: "message", message: () => CustomResourceConversion, default: {} },
      { name: "preserveUnknownFields", number: 10, doc: "Must be false: unknown fields are kept where the schema says so.", type: "bool" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.group); }
    { writer.tag(26); { const start = writer.begin(); CustomResourceDefinitionNames.encode(message.names, writer); writer.end(start); } }
    { writer.tag(34); writer.string(message.scope); }
    if (message.versions !== undefined) for (const item of message.versions) {
      writer.tag(58);
      { const start = writer.begin(); CustomResourceDefinitionVersion.encode(item, writer); writer.end(start); }
    }
    const conversionValue = message.conversion;
    if (conversionValue !== undefined) { writer.tag(74); { const start = writer.begin(); CustomResourceConversion.encode(conversionValue, writer); writer.end(start); } }
    if (message.preserveUnknownFields !== undefined) { writer.tag(80); writer.bool(message.preserveUnknownFields); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinitionSpec ??= CustomResourceDefinitionSpec.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinitionSpec> = { group: '', names: CustomResourceDefinitionNames.empty(), scope: '', versions: [] };
    let versionsAll: CustomResourceDefinitionVersion[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.group = reader.string();
          break;
        case 26:
          message.names = reader.message(CustomResourceDefinitionNames.decode);
          break;
        case 34:
          message.scope = reader.string();
          break;
        case 58:
          (versionsAll ??= []).push(reader.message(CustomResourceDefinitionVersion.decode));
          break;
        case 74:
          message.conversion = reader.message(CustomResourceConversion.decode);
          break;
        case 80:
          message.preserveUnknownFields = reader.bool();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (versionsAll !== undefined) message.versions = versionsAll;
    return message;
  },
};

/** What a kind is called. */
export interface CustomResourceDefinitionNames extends Message {
  /** In the plural, in lower case, as in addresses. */
  readonly plural: string;
  /** In the singular, in lower case; `kind` in lower case when absent. */
  readonly singular?: string;
  /** Short names for the command line. */
  readonly shortNames?: readonly string[];
  /** In manifests, such as CronTab. Can't be changed. */
  readonly kind: string;
  /** Of lists; `kind` with List behind it when absent. */
  readonly listKind?: string;
  /** Names for several kinds at once, such as all. */
  readonly categories?: readonly string[];
}

let emptyCustomResourceDefinitionNames: CustomResourceDefinitionNames | undefined;

export const CustomResourceDefinitionNames: MessageType<CustomResourceDefinitionNames> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionNames',
  schema: {
    doc: "What a kind is called.",
    fields: [
      { name: "plural", number: 1, doc: "In the plural, in lower case, as in addresses.", type: "string", required: true, format: "dns-label" },
      { name: "singular", number: 2, doc: "In the singular, in lower case; `kind` in lower case when absent.", type: "string", format: "dns-label" },
      { name: "shortNames", number: 3, doc: "Short names for the command line.", type: "string", container: "list", format: "dns-label" },
      { name: "kind", number: 4, doc: "In manifests, such as CronTab. Can't be changed.", type: "string", required: true },
      { name: "listKind", number: 5, doc: "Of lists; `kind` with List behind it when absent.", type: "string" },
      { name: "categories", number: 6, doc: "Names for several kinds at once, such as all.", type: "string", container: "list", format: "dns-label" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.plural); }
    if (message.singular !== undefined) { writer.tag(18); writer.string(message.singular); }
    if (message.shortNames !== undefined) for (const item of message.shortNames) {
      writer.tag(26);
      writer.string(item);
    }
    { writer.tag(34); writer.string(message.kind); }
    if (message.listKind !== undefined) { writer.tag(42); writer.string(message.listKind); }
    if (message.categories !== undefined) for (const item of message.categories) {
      writer.tag(50);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinitionNames ??= CustomResourceDefinitionNames.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinitionNames> = { plural: '', kind: '' };
    let shortNamesAll: string[] | undefined;
    let categoriesAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.plural = reader.string();
          break;
        case 18:
          message.singular = reader.string();
          break;
        case 26:
          (shortNamesAll ??= []).push(reader.string());
          break;
        case 34:
          message.kind = reader.string();
          break;
        case 42:
          message.listKind = reader.string();
          break;
        case 50:
          (categoriesAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (shortNamesAll !== undefined) message.shortNames = shortNamesAll;
    if (categoriesAll !== undefined) message.categories = categoriesAll;
    return message;
  },
};

/** A version of a kind. */
export interface CustomResourceDefinitionVersion extends Message {
  /** Its name, such as v1beta1. */
  readonly name: string;
  /** Whether it may be used. */
  readonly served: boolean;
  /** Whether objects are stored in it. Exactly one version is. */
  readonly storage: boolean;
  /** What an object looks like. */
  readonly schema?: CustomResourceValidation;
  /** Which parts of an object are read and written by themselves. */
  readonly subresources?: CustomResourceSubresources;
  /** What `get` shows beside the name. */
  readonly additionalPrinterColumns?: readonly CustomResourceColumnDefinition[];
  /** Whether who uses it is warned. */
  readonly deprecated?: boolean;
  /** What the warning says. Only with deprecated. */
  readonly deprecationWarning?: string;
  /** The fields that field selectors may name, at most 8. */
  readonly selectableFields?: readonly SelectableField[];
}

let emptyCustomResourceDefinitionVersion: CustomResourceDefinitionVersion | undefined;

export const CustomResourceDefinitionVersion: MessageType<CustomResourceDefinitionVersion> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionVersion',
  schema: {
    doc: "A version of a kind.",
    fields: [
      { name: "name", number: 1, doc: "Its name, such as v1beta1.", type: "string", required: true, format: "dns-label" },
      { name: "served", number: 2, doc: "Whether it may be used.", type: "bool", required: true },
      { name: "storage", number: 3, doc: "Whether objects are stored in it. Exactly one version is.", type: "bool", required: true },
      { name: "schema", number: 4, doc: "What an object looks like.", type: "message", message: () => CustomResourceValidation },
      { name: "subresources", number: 5, doc: "Which parts of an object are read and written by themselves.", type: "message", message: () => CustomResourceSubresources },
      { name: "additionalPrinterColumns", number: 6, doc: "What `get` shows beside the name.", type: "message", container: "list", message: () => CustomResourceColumnDefinition },
      { name: "deprecated", number: 7, doc: "Whether who uses it is warned.", type: "bool" },
      { name: "deprecationWarning", number: 8, doc: "What the warning says. Only with deprecated.", type: "string" },
      { name: "selectableFields", number: 9, doc: "The fields that field selectors may name, at most 8.", type: "message", container: "list", message: () => SelectableField, max: 8 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(16); writer.bool(message.served); }
    { writer.tag(24); writer.bool(message.storage); }
    const schemaValue = message.schema;
    if (schemaValue !== undefined) { writer.tag(34); { const start = writer.begin(); CustomResourceValidation.encode(schemaValue, writer); writer.end(start); } }
    const subresourcesValue = message.subresources;
    if (subresourcesValue !== undefined) { writer.tag(42); { const start = writer.begin(); CustomResourceSubresources.encode(subresourcesValue, writer); writer.end(start); } }
    if (message.additionalPrinterColumns !== undefined) for (const item of message.additionalPrinterColumns) {
      writer.tag(50);
      { const start = writer.begin(); CustomResourceColumnDefinition.encode(item, writer); writer.end(start); }
    }
    if (message.deprecated !== undefined) { writer.tag(56); writer.bool(message.deprecated); }
    if (message.deprecationWarning !== undefined) { writer.tag(66); writer.string(message.deprecationWarning); }
    if (message.selectableFields !== undefined) for (const item of message.selectableFields) {
      writer.tag(74);
      { const start = writer.begin(); SelectableField.encode(item, writer); writer.end(start); }
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinitionVersion ??= CustomResourceDefinitionVersion.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinitionVersion> = { name: '', served: false, storage: false };
    let additionalPrinterColumnsAll: CustomResourceColumnDefinition[] | undefined;
    let selectableFieldsAll: SelectableField[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 16:
          message.served = reader.bool();
          break;
        case 24:
          message.storage = reader.bool();
          break;
        case 34:
          message.schema = reader.message(CustomResourceValidation.decode);
          break;
        case 42:
          message.subresources = reader.message(CustomResourceSubresources.decode);
          break;
        case 50:
          (additionalPrinterColumnsAll ??= []).push(reader.message(CustomResourceColumnDefinition.decode));
          break;
        case 56:
          message.deprecated = reader.bool();
          break;
        case 66:
          message.deprecationWarning = reader.string();
          break;
        case 74:
          (selectableFieldsAll ??= []).push(reader.message(SelectableField.decode));
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (additionalPrinterColumnsAll !== undefined) message.additionalPrinterColumns = additionalPrinterColumnsAll;
    if (selectableFieldsAll !== undefined) message.selectableFields = selectableFieldsAll;
    return message;
  },
};

/** A field that field selectors may name. */
export interface SelectableField extends Message {
  /** Its path, such as .spec.color. */
  readonly jsonPath: string;
}

let emptySelectableField: SelectableField | undefined;

export const SelectableField: MessageType<SelectableField> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.SelectableField',
  schema: {
    doc: "A field that field selectors may name.",
    fields: [
      { name: "jsonPath", number: 1, doc: "Its path, such as .spec.color.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.jsonPath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptySelectableField ??= SelectableField.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<SelectableField> = { jsonPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.jsonPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** What an object looks like. */
export interface CustomResourceValidation extends Message {
  /** The schema, in the form of OpenAPI v3. Every level has a type. */
  readonly openAPIV3Schema?: JSONSchemaProps;
}

let emptyCustomResourceValidation: CustomResourceValidation | undefined;

export const CustomResourceValidation: MessageType<CustomResourceValidation> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceValidation',
  schema: {
    doc: "What an object looks like.",
    fields: [
      { name: "openAPIV3Schema", number: 1, doc: "The schema, in the form of OpenAPI v3. Every level has a type.", type: "json" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const openAPIV3SchemaValue = message.openAPIV3Schema;
    if (openAPIV3SchemaValue !== undefined) { writer.tag(10); { const start = writer.begin(); writeJSONSchemaProps(openAPIV3SchemaValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceValidation ??= CustomResourceValidation.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceValidation> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.openAPIV3Schema = reader.message(readJSONSchemaProps);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Which parts of an object are read and written by themselves. */
export interface CustomResourceSubresources extends Message {
  /** Present: the status is. */
  readonly status?: CustomResourceSubresourceStatus;
  /** Where the number of pods stands, for `scale`. */
  readonly scale?: CustomResourceSubresourceScale;
}

let emptyCustomResourceSubresources: CustomResourceSubresources | undefined;

export const CustomResourceSubresources: MessageType<CustomResourceSubresources> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresources',
  schema: {
    doc: "Which parts of an object are read and written by themselves.",
    fields: [
      { name: "status", number: 1, doc: "Present: the status is.", type: "message", message: () => CustomResourceSubresourceStatus },
      { name: "scale", number: 2, doc: "Where the number of pods stands, for `scale`.", type: "message", message: () => CustomResourceSubresourceScale },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const statusValue = message.status;
    if (statusValue !== undefined) { writer.tag(10); { const start = writer.begin(); CustomResourceSubresourceStatus.encode(statusValue, writer); writer.end(start); } }
    const scaleValue = message.scale;
    if (scaleValue !== undefined) { writer.tag(18); { const start = writer.begin(); CustomResourceSubresourceScale.encode(scaleValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceSubresources ??= CustomResourceSubresources.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceSubresources> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.status = reader.message(CustomResourceSubresourceStatus.decode);
          break;
        case 18:
          message.scale = reader.message(CustomResourceSubresourceScale.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Says that the status is read and written by itself. */
export interface CustomResourceSubresourceStatus extends Message {
}

let emptyCustomResourceSubresourceStatus: CustomResourceSubresourceStatus | undefined;

export const CustomResourceSubresourceStatus: MessageType<CustomResourceSubresourceStatus> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceStatus',
  schema: {
    doc: "Says that the status is read and written by itself.",
    fields: [
    ],
    unsupported: [],
  },
  encode(message, writer) {
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceSubresourceStatus ??= CustomResourceSubresourceStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceSubresourceStatus> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Where an object holds its number of pods. */
export interface CustomResourceSubresourceScale extends Message {
  /** The path of the number asked for, below .spec. */
  readonly specReplicasPath: string;
  /** The path of the number there is, below .status. */
  readonly statusReplicasPath: string;
  /** The path of the pods' label selector as text, below .status or .spec. */
  readonly labelSelectorPath?: string;
}

let emptyCustomResourceSubresourceScale: CustomResourceSubresourceScale | undefined;

export const CustomResourceSubresourceScale: MessageType<CustomResourceSubresourceScale> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceSubresourceScale',
  schema: {
    doc: "Where an object holds its number of pods.",
    fields: [
      { name: "specReplicasPath", number: 1, doc: "The path of the number asked for, below .spec.", type: "string", required: true },
      { name: "statusReplicasPath", number: 2, doc: "The path of the number there is, below .status.", type: "string", required: true },
      { name: "labelSelectorPath", number: 3, doc: "The path of the pods' label selector as text, below .status or .spec.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.specReplicasPath); }
    { writer.tag(18); writer.string(message.statusReplicasPath); }
    if (message.labelSelectorPath !== undefined) { writer.tag(26); writer.string(message.labelSelectorPath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceSubresourceScale ??= CustomResourceSubresourceScale.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceSubresourceScale> = { specReplicasPath: '', statusReplicasPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.specReplicasPath = reader.string();
          break;
        case 18:
          message.statusReplicasPath = reader.string();
          break;
        case 26:
          message.labelSelectorPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A column of `get`. */
export interface CustomResourceColumnDefinition extends Message {
  /** Its heading. */
  readonly name: string;
  /** integer, number, string, boolean or date. */
  readonly type: string;
  /** int32, int64, float, double, byte, date, date-time or password. */
  readonly format?: string;
  /** What it shows, for people. */
  readonly description?: string;
  /** Above 0, only `-o wide` shows it. */
  readonly priority?: number;
  /** The path of what it shows, such as .spec.replicas. */
  readonly jsonPath: string;
}

let emptyCustomResourceColumnDefinition: CustomResourceColumnDefinition | undefined;

export const CustomResourceColumnDefinition: MessageType<CustomResourceColumnDefinition> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceColumnDefinition',
  schema: {
    doc: "A column of `get`.",
    fields: [
      { name: "name", number: 1, doc: "Its heading.", type: "string", required: true },
      { name: "type", number: 2, doc: "integer, number, string, boolean or date.", type: "string", required: true, oneOf: ["integer","number","string","boolean","date"] },
      { name: "format", number: 3, doc: "int32, int64, float, double, byte, date, date-time or password.", type: "string", oneOf: ["int32","int64","float","double","byte","date","date-time","password","name"] },
      { name: "description", number: 4, doc: "What it shows, for people.", type: "string" },
      { name: "priority", number: 5, doc: "Above 0, only `-o wide` shows it.", type: "int32" },
      { name: "jsonPath", number: 6, doc: "The path of what it shows, such as .spec.replicas.", type: "string", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.name); }
    { writer.tag(18); writer.string(message.type); }
    if (message.format !== undefined) { writer.tag(26); writer.string(message.format); }
    if (message.description !== undefined) { writer.tag(34); writer.string(message.description); }
    if (message.priority !== undefined) { writer.tag(40); writer.signed(message.priority); }
    { writer.tag(50); writer.string(message.jsonPath); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceColumnDefinition ??= CustomResourceColumnDefinition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceColumnDefinition> = { name: '', type: '', jsonPath: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.name = reader.string();
          break;
        case 18:
          message.type = reader.string();
          break;
        case 26:
          message.format = reader.string();
          break;
        case 34:
          message.description = reader.string();
          break;
        case 40:
          message.priority = reader.signed();
          break;
        case 50:
          message.jsonPath = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** How objects are converted between versions. */
export interface CustomResourceConversion extends Message {
  /** None: only apiVersion is changed. Webhook: a webhook converts. */
  readonly strategy?: string;
  /** The webhook. Only with Webhook. */
  readonly webhook?: WebhookConversion;
}

let emptyCustomResourceConversion: CustomResourceConversion | undefined;

export const CustomResourceConversion: MessageType<CustomResourceConversion> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceConversion',
  schema: {
    doc: "How objects are converted between versions.",
    fields: [
      { name: "strategy", number: 1, doc: "None: only apiVersion is changed. Webhook: a webhook converts.", type: "string", default: "None", oneOf: ["None","Webhook"] },
      { name: "webhook", number: 2, doc: "The webhook. Only with Webhook.", type: "message", message: () => WebhookConversion },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.strategy !== undefined) { writer.tag(10); writer.string(message.strategy); }
    const webhookValue = message.webhook;
    if (webhookValue !== undefined) { writer.tag(18); { const start = writer.begin(); WebhookConversion.encode(webhookValue, writer); writer.end(start); } }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceConversion ??= CustomResourceConversion.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceConversion> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.strategy = reader.string();
          break;
        case 18:
          message.webhook = reader.message(WebhookConversion.decode);
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A webhook that converts objects. */
export interface WebhookConversion extends Message {
  /** Where it is called. */
  readonly clientConfig?: ConversionWebhookClientConfig;
  /** The versions of ConversionReview it understands, best first. */
  readonly conversionReviewVersions: readonly string[];
}

let emptyWebhookConversion: WebhookConversion | undefined;

export const WebhookConversion: MessageType<WebhookConversion> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.WebhookConversion',
  schema: {
    doc: "A webhook that converts objects.",
    fields: [
      { name: "clientConfig", number: 2, doc: "Where it is called.", type: "message", message: () => ConversionWebhookClientConfig },
      { name: "conversionReviewVersions", number: 3, doc: "The versions of ConversionReview it understands, best first.", type: "string", container: "list", required: true },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const clientConfigValue = message.clientConfig;
    if (clientConfigValue !== undefined) { writer.tag(18); { const start = writer.begin(); ConversionWebhookClientConfig.encode(clientConfigValue, writer); writer.end(start); } }
    if (message.conversionReviewVersions !== undefined) for (const item of message.conversionReviewVersions) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyWebhookConversion ??= WebhookConversion.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<WebhookConversion> = { conversionReviewVersions: [] };
    let conversionReviewVersionsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 18:
          message.clientConfig = reader.message(ConversionWebhookClientConfig.decode);
          break;
        case 26:
          (conversionReviewVersionsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conversionReviewVersionsAll !== undefined) message.conversionReviewVersions = conversionReviewVersionsAll;
    return message;
  },
};

/** Where a conversion webhook is called. Exactly one of url and service is set. */
export interface ConversionWebhookClientConfig extends Message {
  /** A Service. */
  readonly service?: ConversionServiceReference;
  /** The certificates that the webhook's must descend from, as PEM; those of the master's system when absent. */
  readonly caBundle?: Uint8Array;
  /** An https address. */
  readonly url?: string;
}

let emptyConversionWebhookClientConfig: ConversionWebhookClientConfig | undefined;

export const ConversionWebhookClientConfig: MessageType<ConversionWebhookClientConfig> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ConversionWebhookClientConfig',
  schema: {
    doc: "Where a conversion webhook is called. Exactly one of url and service is set.",
    fields: [
      { name: "service", number: 1, doc: "A Service.", type: "message", message: () => ConversionServiceReference },
      { name: "caBundle", number: 2, doc: "The certificates that the webhook's must descend from, as PEM; those of the master's system when absent.", type: "bytes" },
      { name: "url", number: 3, doc: "An https address.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    const serviceValue = message.service;
    if (serviceValue !== undefined) { writer.tag(10); { const start = writer.begin(); ConversionServiceReference.encode(serviceValue, writer); writer.end(start); } }
    if (message.caBundle !== undefined) { writer.tag(18); writer.bytes(message.caBundle); }
    if (message.url !== undefined) { writer.tag(26); writer.string(message.url); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConversionWebhookClientConfig ??= ConversionWebhookClientConfig.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConversionWebhookClientConfig> = {  };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.service = reader.message(ConversionServiceReference.decode);
          break;
        case 18:
          message.caBundle = reader.bytes();
          break;
        case 26:
          message.url = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** A Service that serves a conversion webhook. */
export interface ConversionServiceReference extends Message {
  /** Its namespace. */
  readonly namespace: string;
  /** Its name. */
  readonly name: string;
  /** The path that is asked for. */
  readonly path?: string;
  /** The port. */
  readonly port?: number;
}

let emptyConversionServiceReference: ConversionServiceReference | undefined;

export const ConversionServiceReference: MessageType<ConversionServiceReference> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.ConversionServiceReference',
  schema: {
    doc: "A Service that serves a conversion webhook.",
    fields: [
      { name: "namespace", number: 1, doc: "Its namespace.", type: "string", required: true },
      { name: "name", number: 2, doc: "Its name.", type: "string", required: true },
      { name: "path", number: 3, doc: "The path that is asked for.", type: "string" },
      { name: "port", number: 4, doc: "The port.", type: "int32", default: 443, min: 1, max: 65535 },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.namespace); }
    { writer.tag(18); writer.string(message.name); }
    if (message.path !== undefined) { writer.tag(26); writer.string(message.path); }
    if (message.port !== undefined) { writer.tag(32); writer.signed(message.port); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyConversionServiceReference ??= ConversionServiceReference.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<ConversionServiceReference> = { namespace: '', name: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.namespace = reader.string();
          break;
        case 18:
          message.name = reader.string();
          break;
        case 26:
          message.path = reader.string();
          break;
        case 32:
          message.port = reader.signed();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};

/** Whether a kind is served. */
export interface CustomResourceDefinitionStatus extends Message {
  /** What holds: NamesAccepted, Established, Terminating. */
  readonly conditions?: readonly CustomResourceDefinitionCondition[];
  /** The names that are in use: those asked for, unless another kind has them. */
  readonly acceptedNames?: CustomResourceDefinitionNames;
  /** The versions in which objects were ever stored. */
  readonly storedVersions?: readonly string[];
}

let emptyCustomResourceDefinitionStatus: CustomResourceDefinitionStatus | undefined;

export const CustomResourceDefinitionStatus: MessageType<CustomResourceDefinitionStatus> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionStatus',
  schema: {
    doc: "Whether a kind is served.",
    fields: [
      { name: "conditions", number: 1, doc: "What holds: NamesAccepted, Established, Terminating.", type: "message", container: "list", message: () => CustomResourceDefinitionCondition, listKey: ["type"] },
      { name: "acceptedNames", number: 2, doc: "The names that are in use: those asked for, unless another kind has them.", type: "message", message: () => CustomResourceDefinitionNames },
      { name: "storedVersions", number: 3, doc: "The versions in which objects were ever stored.", type: "string", container: "list" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    if (message.conditions !== undefined) for (const item of message.conditions) {
      writer.tag(10);
      { const start = writer.begin(); CustomResourceDefinitionCondition.encode(item, writer); writer.end(start); }
    }
    const acceptedNamesValue = message.acceptedNames;
    if (acceptedNamesValue !== undefined) { writer.tag(18); { const start = writer.begin(); CustomResourceDefinitionNames.encode(acceptedNamesValue, writer); writer.end(start); } }
    if (message.storedVersions !== undefined) for (const item of message.storedVersions) {
      writer.tag(26);
      writer.string(item);
    }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinitionStatus ??= CustomResourceDefinitionStatus.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinitionStatus> = {  };
    let conditionsAll: CustomResourceDefinitionCondition[] | undefined;
    let storedVersionsAll: string[] | undefined;
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          (conditionsAll ??= []).push(reader.message(CustomResourceDefinitionCondition.decode));
          break;
        case 18:
          message.acceptedNames = reader.message(CustomResourceDefinitionNames.decode);
          break;
        case 26:
          (storedVersionsAll ??= []).push(reader.string());
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    if (conditionsAll !== undefined) message.conditions = conditionsAll;
    if (storedVersionsAll !== undefined) message.storedVersions = storedVersionsAll;
    return message;
  },
};

/** One fact about a CustomResourceDefinition. */
export interface CustomResourceDefinitionCondition extends Message {
  /** The fact's name. */
  readonly type: string;
  /** Whether it holds: True, False or Unknown. */
  readonly status: string;
  /** When it last changed. */
  readonly lastTransitionTime?: Time;
  /** Why, as one word. */
  readonly reason?: string;
  /** Why, for people. */
  readonly message?: string;
}

let emptyCustomResourceDefinitionCondition: CustomResourceDefinitionCondition | undefined;

export const CustomResourceDefinitionCondition: MessageType<CustomResourceDefinitionCondition> = {
  name: 'k8s.io.apiextensions_apiserver.pkg.apis.apiextensions.v1.CustomResourceDefinitionCondition',
  schema: {
    doc: "One fact about a CustomResourceDefinition.",
    fields: [
      { name: "type", number: 1, doc: "The fact's name.", type: "string", required: true },
      { name: "status", number: 2, doc: "Whether it holds: True, False or Unknown.", type: "string", required: true, oneOf: ["True","False","Unknown"] },
      { name: "lastTransitionTime", number: 3, doc: "When it last changed.", type: "time" },
      { name: "reason", number: 4, doc: "Why, as one word.", type: "string" },
      { name: "message", number: 5, doc: "Why, for people.", type: "string" },
    ],
    unsupported: [],
  },
  encode(message, writer) {
    { writer.tag(10); writer.string(message.type); }
    { writer.tag(18); writer.string(message.status); }
    const lastTransitionTimeValue = message.lastTransitionTime;
    if (lastTransitionTimeValue !== undefined) { writer.tag(26); { const start = writer.begin(); writeTime(lastTransitionTimeValue, writer); writer.end(start); } }
    if (message.reason !== undefined) { writer.tag(34); writer.string(message.reason); }
    if (message.message !== undefined) { writer.tag(42); writer.string(message.message); }
    writer.unknown(message[unknownFields]);
  },
  empty: () => (emptyCustomResourceDefinitionCondition ??= CustomResourceDefinitionCondition.decode(new Reader(noBytes), 0)),
  decode(reader, end) {
    const message: Mutable<CustomResourceDefinitionCondition> = { type: '', status: '' };
    while (reader.position < end) {
      const tag = reader.unsigned();
      switch (tag) {
        case 10:
          message.type = reader.string();
          break;
        case 18:
          message.status = reader.string();
          break;
        case 26:
          message.lastTransitionTime = reader.message(readTime);
          break;
        case 34:
          message.reason = reader.string();
          break;
        case 42:
          message.message = reader.string();
          break;
        default:
          message[unknownFields] = reader.skip(tag, message[unknownFields]);
      }
    }
    return message;
  },
};
