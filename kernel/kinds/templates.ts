// Where kinds that make pods keep the template that they make them of.
import type { PodTemplateSpec } from '#kernel/model/gen/core.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** The template of pods that an object holds; undefined for kinds that have none. */
export function templateOf(object: OrcObject): PodTemplateSpec | undefined {
  switch (object.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'StatefulSet':
    case 'DaemonSet':
    case 'Job':
    case 'ReplicationController':
      return object.spec.template;
    case 'CronJob':
      return object.spec.jobTemplate.spec.template;
    case 'PodTemplate':
      return object.template;
    default:
      return undefined;
  }
}

/** Where an object's template stands in it. */
export function templatePath({ kind }: OrcObject): string {
  if (kind === 'PodTemplate') return 'template';
  return kind === 'CronJob' ? 'spec.jobTemplate.spec.template' : 'spec.template';
}

/** The object with another template; as it is for kinds that have none. */
export function withTemplate(object: OrcObject, template: PodTemplateSpec): OrcObject {
  switch (object.kind) {
    case 'Deployment':
      return { ...object, spec: { ...object.spec, template } };
    case 'ReplicaSet':
      return { ...object, spec: { ...object.spec, template } };
    case 'StatefulSet':
      return { ...object, spec: { ...object.spec, template } };
    case 'DaemonSet':
      return { ...object, spec: { ...object.spec, template } };
    case 'Job':
      return { ...object, spec: { ...object.spec, template } };
    case 'ReplicationController':
      return { ...object, spec: { ...object.spec, template } };
    case 'CronJob': {
      const { jobTemplate } = object.spec;
      return {
        ...object,
        spec: { ...object.spec, jobTemplate: { ...jobTemplate, spec: { ...jobTemplate.spec, template } } },
      };
    }
    case 'PodTemplate':
      return { ...object, template };
    default:
      return object;
  }
}
