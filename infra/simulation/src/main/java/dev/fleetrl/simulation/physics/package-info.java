/**
 * One workcell's physics: the arm, its gripper and what lies on the table, in ODE4J's exact solver at 250 Hz.
 *
 * <p>For maintainers. ODE4J's {@code step()} corrupts its constraint matrix in an island that has both a joint without any
 * limit or motor and a joint with one: the sort of the joints overwrites one of them, contacts stop working, and fingers
 * close through what they grip (ode4j issue 15). So <em>every hinge and slider here has a motor</em>, if only of 1 µN, and no
 * fixed, ball or universal joint exists: compounds are one body with several shapes. {@link World#unpoweredJoints()}
 * checks it for each scene. {@code quickStep} is no way out: its constraint order comes from a random seed that the whole
 * JVM shares, so that two worlds on two threads are not reproducible.
 *
 * <p>A powered joint at its stop gets no motor row, so friction of a drawer is a linear motor of its own; and arm, finger
 * and drawer stops lie a little outside the range that is used.
 */
@NullMarked
package dev.fleetrl.simulation.physics;

import org.jspecify.annotations.NullMarked;
