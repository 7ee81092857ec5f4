// Every controller of a cluster.
import { apiServiceController } from '#controllers/api-service.ts';
import type { Controller } from '#controllers/controller.ts';
import { deploymentController } from '#controllers/deployment.ts';
import { disruptionController } from '#controllers/disruption.ts';
import { endpointSliceController } from '#controllers/endpoint-slice.ts';
import { endpointsController } from '#controllers/endpoints.ts';
import { customKindController } from '#controllers/custom-kind.ts';
import { defaultRolesController } from '#controllers/default-roles.ts';
import { garbageCollector } from '#controllers/garbage-collector.ts';
import { namespaceController } from '#controllers/namespace.ts';
import { nodeLifecycleController } from '#controllers/node-lifecycle.ts';
import { replicaSetController } from '#controllers/replica-set.ts';
import { resourceQuotaController } from '#controllers/resource-quota.ts';
import { rootCaController } from '#controllers/root-ca.ts';
import { roleAggregationController } from '#controllers/role-aggregation.ts';
import { schedulingController } from '#controllers/scheduling.ts';
import { serviceAccountController } from '#controllers/service-account.ts';

export const controllers: readonly Controller[] = [
  nodeLifecycleController,
  endpointSliceController,
  schedulingController,
  replicaSetController,
  deploymentController,
  disruptionController,
  garbageCollector,
  customKindController,
  serviceAccountController,
  rootCaController,
  apiServiceController,
  namespaceController,
  defaultRolesController,
  roleAggregationController,
  resourceQuotaController,
  endpointsController,
];
