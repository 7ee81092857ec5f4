// What holds for the metadata of every object.
import type { FieldCause } from '#kernel/errors.ts';
import { type KindDefinition, invalid, required } from '#kernel/kinds/kind.ts';
import { formats } from '#kernel/model/formats.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';

/** Where apply keeps the manifest it was given last, as kubectl does. */
export const lastAppliedAnnotation = 'kubectl.kubernetes.io/last-applied-configuration';
/** The most bytes of all annotations of one object, as in Kubernetes. */
const maxAnnotationBytes = 262_144;

/** What is wrong with an object's metadata. */
export function validateMetadata(definition: KindDefinition<OrcObject>, metadata: ObjectMeta): FieldCause[] {
  const causes: FieldCause[] = [];
  const check = (format: string, field: string, value: string, tested = value): void => {
    const wrong = formats[format]?.(tested);
    if (wrong !== undefined) causes.push(invalid(field, value, wrong));
  };
  if ((metadata.name ?? '') === '')
    causes.push(required('metadata.name', 'name or generateName is required'));
  else check(definition.nameFormat ?? 'dns-subdomain', 'metadata.name', metadata.name ?? '');
  if (definition.namespaced) check('dns-label', 'metadata.namespace', metadata.namespace ?? '');
  else if ((metadata.namespace ?? '') !== '')
    causes.push({
      reason: 'Forbidden',
      field: 'metadata.namespace',
      message: 'Forbidden: not allowed on this type',
    });
  for (const [label, value] of Object.entries(metadata.labels ?? {})) {
    check('qualified-name', 'metadata.labels', label);
    check('label-value', 'metadata.labels', value);
  }
  let annotationBytes = 0;
  for (const [annotation, value] of Object.entries(metadata.annotations ?? {})) {
    // Unlike a label's, its prefix may have capitals.
    check('qualified-name', 'metadata.annotations', annotation, annotation.toLowerCase());
    // The manifest that apply keeps is as large as the object is allowed to be.
    if (annotation !== lastAppliedAnnotation) annotationBytes += annotation.length + value.length;
  }
  if (annotationBytes > maxAnnotationBytes)
    causes.push({
      reason: 'TooLong',
      field: 'metadata.annotations',
      message: `Too long: all annotations together have ${annotationBytes} bytes, may have at most ${maxAnnotationBytes}`,
    });
  for (const [index, finalizer] of (metadata.finalizers ?? []).entries())
    check('qualified-name', `metadata.finalizers[${index}]`, finalizer);
  const managers = (metadata.ownerReferences ?? []).filter(({ controller }) => controller === true);
  if (managers.length > 1)
    causes.push(
      invalid(
        'metadata.ownerReferences',
        managers.map(({ name }) => name),
        'only one reference can have controller set to true',
      ),
    );
  return causes;
}

/** The namespace an object lives in: its own, or `default` for a namespaced kind. */
export function namespaceOf(definition: KindDefinition<OrcObject>, metadata: ObjectMeta): string {
  return definition.namespaced ? metadata.namespace || 'default' : '';
}
