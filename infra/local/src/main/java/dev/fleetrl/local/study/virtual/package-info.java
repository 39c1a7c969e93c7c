/**
 * A whole site in one thread and in virtual time, with the classes of life: controller, agents, physics, cameras, people, the
 * policy, labels and training. Equal seeds give equal bits.
 *
 * <pre>
 *   VirtualSite ─ SiteRun ┬ FleetController ┐
 *                         ├ VirtualRobot…   ├─ SimulatedBroker in VirtualTime
 *                         ├ VirtualTablet…  │
 *                         └ InProcessModels ┘
 * </pre>
 */
@NullMarked
package dev.fleetrl.local.study.virtual;

import org.jspecify.annotations.NullMarked;
