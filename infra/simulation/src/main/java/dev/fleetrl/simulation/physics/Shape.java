package dev.fleetrl.simulation.physics;

/** What a thing looks like and collides as. */
public sealed interface Shape {
    /** Edge lengths, m. */
    record Box(double x, double y, double z) implements Shape {}

    /** Along its own z axis; {@code length} without the two round ends, m. */
    record Capsule(double radius, double length) implements Shape {}
}
