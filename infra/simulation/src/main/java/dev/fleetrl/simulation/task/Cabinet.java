package dev.fleetrl.simulation.task;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Drawer;
import dev.fleetrl.simulation.physics.Shape;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.World;
import java.util.ArrayList;
import java.util.List;

/** A cabinet with one drawer, which opens towards the robot by a bar handle. */
record Cabinet(Drawer drawer, double y) {
    /** The open drawer's stop. */
    static final double TRAVEL = 0.16;

    private static final double X = 0.62;
    private static final double DRAWER_HEIGHT = 0.05;
    private static final double HANDLE_OUT = 0.175;
    private static final double HANDLE_UP = 0.05;
    private static final double KILOGRAMS = 0.7;
    private static final int WOOD = 0x8C5933;
    private static final int LIGHT_WOOD = 0xBF9966;
    private static final int IRON = 0x33363B;

    static Cabinet on(World table, double y) {
        table.fixed(Solid.box(0.2, 0.2, 0.006, 0.5, WOOD).at(X, y, 0.123));
        table.fixed(Solid.box(0.2, 0.006, 0.12, 0.5, WOOD).at(X, y + 0.1, 0.06));
        table.fixed(Solid.box(0.2, 0.006, 0.12, 0.5, WOOD).at(X, y - 0.1, 0.06));
        table.fixed(Solid.box(0.006, 0.2, 0.12, 0.5, WOOD).at(X + 0.1, y, 0.06));
        return new Cabinet(table.drawer(KILOGRAMS, Pose.at(X, y, DRAWER_HEIGHT), TRAVEL, drawerSolids()), y);
    }

    private static List<Solid> drawerSolids() {
        List<Solid> solids = new ArrayList<>(List.of(
                Solid.box(0.186, 0.18, 0.006, 0.6, LIGHT_WOOD).at(0, 0, -0.035),
                Solid.box(0.006, 0.18, 0.1, 0.6, LIGHT_WOOD).at(-0.093, 0, 0.012),
                Solid.box(0.006, 0.18, 0.06, 0.6, LIGHT_WOOD).at(0.09, 0, -0.005),
                Solid.box(0.18, 0.006, 0.06, 0.6, LIGHT_WOOD).at(0, 0.087, -0.005),
                Solid.box(0.18, 0.006, 0.06, 0.6, LIGHT_WOOD).at(0, -0.087, -0.005)));
        Pose alongY = new Pose(new Vec3(-HANDLE_OUT, 0, HANDLE_UP), Rotation.aboutX(-Math.PI / 2));
        solids.add(new Solid(new Shape.Capsule(0.007, 0.07), alongY, 0.8, IRON));
        for (int side = -1; side <= 1; side += 2) {
            solids.add(Solid.box(0.08, 0.008, 0.008, 0.8, IRON).at(-0.135, side * 0.038, HANDLE_UP));
        }
        return solids;
    }

    double opening() {
        return drawer.opening();
    }

    /** Middle of the bar. */
    Vec3 handle() {
        Vec3 p = drawer.position();
        return new Vec3(p.x() - HANDLE_OUT, y, p.z() + HANDLE_UP);
    }

    /** Where the bar is when the drawer is open by so much. */
    Vec3 handleAt(double opening) {
        return new Vec3(drawer.closedX() - opening - HANDLE_OUT, y, DRAWER_HEIGHT + HANDLE_UP);
    }

    /** Where things are dropped: in front of the cabinet's top. */
    Vec3 dropPoint() {
        return new Vec3(drawer.position().x() - 0.055, y, 0.115);
    }

    boolean contains(Vec3 point) {
        return isOver(point) && point.z() < 0.09;
    }

    boolean isOver(Vec3 point) {
        return Math.abs(point.x() - drawer.position().x()) < 0.09 && Math.abs(point.y() - y) < 0.085;
    }
}
