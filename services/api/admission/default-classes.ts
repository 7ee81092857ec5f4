// A claim that names no StorageClass, and an ingress that names no IngressClass, gets the cluster's default one when it
// is made: of several the newest, as in Kubernetes. One that says "" wants none.
import { isDefaultIngressClass } from '#kernel/kinds/ingress-class.ts';
import { oldIngressClassAnnotation } from '#kernel/kinds/ingress.ts';
import { oldStorageClassAnnotation } from '#kernel/kinds/access-modes.ts';
import { isDefaultClass } from '#kernel/kinds/storage-class.ts';
import type { ObjectMeta } from '#kernel/model/gen/meta.gen.ts';
import type { OrcObject } from '#kernel/model/gen/objects.gen.ts';
import { msFromTime } from '#kernel/model/time.ts';
import type { AdmissionContext } from '#api/admission/context.ts';

interface Named {
  readonly metadata: ObjectMeta;
}

const madeMs = ({ metadata }: Named): number => msFromTime(metadata.creationTimestamp) ?? 0;

/** The name of the newest; the first by name of those that were made in one second. Lists come by name. */
function newest(classes: readonly Named[]): string | undefined {
  return classes.toSorted((left, right) => madeMs(right) - madeMs(left))[0]?.metadata.name;
}

function defaultStorageClass(view: AdmissionContext['view']): string | undefined {
  const all = [...view.list('StorageClass')];
  return newest(all.filter((each) => each.kind === 'StorageClass' && isDefaultClass(each)));
}

function defaultIngressClass(view: AdmissionContext['view']): string | undefined {
  const all = [...view.list('IngressClass')];
  return newest(all.filter((each) => each.kind === 'IngressClass' && isDefaultIngressClass(each)));
}

/** A new object with the default class of its kind, where it names none and there is one. */
export function withDefaultClass(object: OrcObject, { view }: AdmissionContext): OrcObject {
  const annotations = object.metadata.annotations ?? {};
  if (object.kind === 'PersistentVolumeClaim') {
    const isNamed = object.spec.storageClassName !== undefined || oldStorageClassAnnotation in annotations;
    const storageClassName = isNamed ? undefined : defaultStorageClass(view);
    return storageClassName === undefined
      ? object
      : { ...object, spec: { ...object.spec, storageClassName } };
  }
  if (object.kind === 'Ingress') {
    const isNamed = object.spec?.ingressClassName !== undefined || oldIngressClassAnnotation in annotations;
    const ingressClassName = isNamed ? undefined : defaultIngressClass(view);
    return ingressClassName === undefined
      ? object
      : { ...object, spec: { ...object.spec, ingressClassName } };
  }
  return object;
}
