package dev.fleetrl.robot;

import dev.fleetrl.robot.arm.Workcell;
import dev.fleetrl.robot.control.ControlArbiter;
import dev.fleetrl.robot.control.TeleopMotion;

/** The parts of one robot that its control thread owns. */
record ControlStation(GuardedArm arm, Workcell workcell, ControlArbiter arbiter, TeleopMotion motion) {}
