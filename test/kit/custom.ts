// A kind that users define, as most of them look: for suites about custom resources.
import { type JsonObject, isJsonObject } from '#kernel/model/json.ts';

/** The schema of a CronTab. */
export const cronTabSchema = {
  type: 'object',
  required: ['spec'],
  properties: {
    spec: {
      type: 'object',
      required: ['cronSpec'],
      'x-kubernetes-validations': [
        { rule: 'self.minReplicas <= self.replicas', message: 'replicas should not be below minReplicas' },
        { rule: '!has(self.paused) || self.paused || self.replicas > 0', reason: 'FieldValueForbidden' },
      ],
      properties: {
        cronSpec: {
          type: 'string',
          description: 'When it runs.',
          pattern: '^(\\d+|\\*)(/\\d+)?(\\s+(\\d+|\\*)(/\\d+)?){4}$',
        },
        image: {
          type: 'string',
          maxLength: 20,
          'x-kubernetes-validations': [{ rule: 'self == oldSelf', message: 'image is immutable' }],
        },
        replicas: { type: 'integer', minimum: 0, maximum: 10, default: 1 },
        minReplicas: { type: 'integer', default: 0 },
        paused: { type: 'boolean', nullable: true },
        port: { 'x-kubernetes-int-or-string': true },
        policy: { type: 'string', enum: ['Allow', 'Forbid'], default: 'Allow' },
        ratio: { type: 'number' },
        tags: { type: 'array', items: { type: 'string' }, 'x-kubernetes-list-type': 'set' },
        ports: {
          type: 'array',
          'x-kubernetes-list-type': 'map',
          'x-kubernetes-list-map-keys': ['name'],
          items: {
            type: 'object',
            required: ['name'],
            properties: { name: { type: 'string' }, number: { type: 'integer', default: 80 } },
          },
        },
        extra: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        labels: { type: 'object', additionalProperties: { type: 'string' } },
      },
    },
    status: {
      type: 'object',
      properties: { replicas: { type: 'integer' }, selector: { type: 'string' } },
    },
  },
} as const;

/** A definition of CronTabs in the group stable.example.com. */
export function cronTabDefinition(
  changes: { readonly schema?: JsonObject; readonly spec?: JsonObject; readonly version?: JsonObject } = {},
): JsonObject {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'crontabs.stable.example.com' },
    spec: {
      group: 'stable.example.com',
      scope: 'Namespaced',
      names: {
        plural: 'crontabs',
        singular: 'crontab',
        kind: 'CronTab',
        shortNames: ['ct'],
        categories: ['all'],
      },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: { openAPIV3Schema: changes.schema ?? cronTabSchema },
          subresources: {
            status: {},
            scale: {
              specReplicasPath: '.spec.replicas',
              statusReplicasPath: '.status.replicas',
              labelSelectorPath: '.status.selector',
            },
          },
          additionalPrinterColumns: [
            { name: 'Spec', type: 'string', jsonPath: '.spec.cronSpec', description: 'When it runs' },
            { name: 'Replicas', type: 'integer', jsonPath: '.spec.replicas' },
            { name: 'Image', type: 'string', jsonPath: '.spec.image', priority: 1 },
            { name: 'Age', type: 'date', jsonPath: '.metadata.creationTimestamp' },
          ],
          selectableFields: [{ jsonPath: '.spec.policy' }],
          ...changes.version,
        },
      ],
      ...changes.spec,
    },
  };
}

/** A CronTab. */
export function cronTab(name: string, spec: JsonObject = {}, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'stable.example.com/v1',
    kind: 'CronTab',
    metadata: { name, namespace: 'default', ...metadata },
    spec: { cronSpec: '* * * * */5', ...spec },
  };
}

/** A schema whose spec has one field, and its replicas. */
function backupSchema(field: string, more: JsonObject = {}): JsonObject {
  return {
    type: 'object',
    properties: {
      spec: {
        type: 'object',
        properties: {
          [field]: { type: 'string', maxLength: 12 },
          replicas: { type: 'integer' },
          ...more,
        },
      },
      status: { type: 'object', properties: { replicas: { type: 'integer' } } },
    },
  };
}

/**
 * A definition of Backups in two versions, of which one is stored: v2 calls `spec.schedule` what v1 calls `spec.cron`.
 * Without a conversion only the apiVersion is changed.
 */
export function backupDefinition(conversion?: JsonObject, stored: 'v1' | 'v2' = 'v1'): JsonObject {
  const version = (name: 'v1' | 'v2', field: string, more: JsonObject): JsonObject => ({
    name,
    served: true,
    storage: name === stored,
    schema: { openAPIV3Schema: backupSchema(field, more) },
    subresources: {
      status: {},
      scale: { specReplicasPath: '.spec.replicas', statusReplicasPath: '.status.replicas' },
    },
    additionalPrinterColumns: [{ name: field, type: 'string', jsonPath: `.spec.${field}` }],
    selectableFields: [{ jsonPath: `.spec.${field}` }],
  });
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: 'backups.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'backups', kind: 'Backup' },
      versions: [
        version('v1', 'cron', { keep: { type: 'integer', default: 7 } }),
        version('v2', 'schedule', { keep: { type: 'integer', maximum: 9 } }),
      ],
      ...(conversion !== undefined && { conversion }),
    },
  };
}

/** What a definition says of the webhook that converts. */
export function convertedBy(clientConfig: JsonObject): JsonObject {
  return { strategy: 'Webhook', webhook: { clientConfig, conversionReviewVersions: ['v1'] } };
}

/** A Backup of one of both versions. */
export function backup(name: string, version: 'v1' | 'v2', spec: JsonObject): JsonObject {
  return {
    apiVersion: `example.com/${version}`,
    kind: 'Backup',
    metadata: { name, namespace: 'default' },
    spec,
  };
}

/** What a webhook answers that renames the field of Backups, whichever way it is asked. */
export function renamed({ desiredAPIVersion, objects }: JsonObject): JsonObject {
  const names = desiredAPIVersion === 'example.com/v2' ? ['cron', 'schedule'] : ['schedule', 'cron'];
  const [from = '', to = ''] = names;
  const convertedObjects = (Array.isArray(objects) ? objects : []).map((object: unknown) => {
    if (!isJsonObject(object)) return object;
    // Fields that somebody gives up may be all of it.
    if (!isJsonObject(object['spec'])) return { ...object, apiVersion: desiredAPIVersion };
    const { [from]: moved, ...spec } = object['spec'];
    return {
      ...object,
      apiVersion: desiredAPIVersion,
      spec: { ...spec, ...(moved !== undefined && { [to]: moved }) },
    };
  });
  return { result: { status: 'Success' }, convertedObjects };
}

/** A definition of a kind of the whole cluster in the group stable.example.com, called by one word. */
export function wideDefinition(word: string, openAPIV3Schema: JsonObject): JsonObject {
  const kind = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${word}s.stable.example.com` },
    spec: {
      group: 'stable.example.com',
      scope: 'Cluster',
      names: { plural: `${word}s`, kind },
      versions: [{ name: 'v1', served: true, storage: true, schema: { openAPIV3Schema } }],
    },
  };
}

/** A kind whose pattern and rule take long: the rule's time grows with the square of what it looks at. */
export const slowDefinition = wideDefinition('slow', {
  type: 'object',
  properties: {
    list: {
      type: 'array',
      items: { type: 'string' },
      'x-kubernetes-validations': [{ rule: 'self.all(a, self.all(b, a + b != "x"))' }],
    },
    text: { type: 'string', pattern: '^(a+)+$' },
  },
});
