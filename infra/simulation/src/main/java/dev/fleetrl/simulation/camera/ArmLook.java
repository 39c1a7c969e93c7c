package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Shape;
import java.util.List;

/** The links' outer shape, of our own making: capsules that follow the joint frames. Link -1 is the foot. */
final class ArmLook {
    private static final int WHITE = 0xECEDF0;
    private static final int GREY = 0x5B616C;

    private static final List<Piece> PIECES = List.of(
            piece(-1, new Vec3(0, 0, 0), new Vec3(0, 0, .14), .075, WHITE),
            piece(0, new Vec3(0, 0, -.19), new Vec3(0, 0, -.02), .06, WHITE),
            piece(1, new Vec3(0, 0, -.05), new Vec3(0, 0, .05), .061, GREY),
            piece(1, new Vec3(0, -.03, 0), new Vec3(0, -.17, 0), .056, WHITE),
            piece(2, new Vec3(0, 0, -.13), new Vec3(0, 0, -.05), .055, WHITE),
            piece(2, new Vec3(0, 0, -.05), new Vec3(.0825, 0, 0), .05, WHITE),
            piece(3, new Vec3(0, 0, -.045), new Vec3(0, 0, .045), .056, GREY),
            piece(3, new Vec3(0, 0, 0), new Vec3(-.0825, .09, 0), .05, WHITE),
            piece(4, new Vec3(0, 0, -.26), new Vec3(0, 0, -.16), .053, WHITE),
            piece(4, new Vec3(0, .04, -.16), new Vec3(0, .06, -.03), .035, WHITE),
            piece(5, new Vec3(0, 0, -.04), new Vec3(0, 0, .04), .047, GREY),
            piece(5, new Vec3(0, 0, 0), new Vec3(.088, 0, 0), .042, WHITE),
            piece(6, new Vec3(0, 0, -.02), new Vec3(0, 0, .08), .044, WHITE));

    private record Piece(int link, Pose place, Mesh mesh, Mesh shadow, int colour) {}

    private ArmLook() {}

    static void draw(Raster raster, List<Pose> links) {
        for (Piece piece : PIECES) {
            raster.draw(piece.mesh, pose(piece, links), piece.colour);
        }
    }

    static void shadow(Raster raster, List<Pose> links) {
        for (Piece piece : PIECES) {
            raster.shadow(piece.shadow, pose(piece, links));
        }
    }

    private static Pose pose(Piece piece, List<Pose> links) {
        return piece.link < 0 ? piece.place : links.get(piece.link).times(piece.place);
    }

    private static Piece piece(int link, Vec3 from, Vec3 to, double radius, int colour) {
        Vec3 along = to.minus(from);
        double length = along.norm();
        Vec3 z = along.times(1 / length);
        Vec3 beside = Math.abs(z.x()) < 0.8 ? new Vec3(1, 0, 0) : new Vec3(0, 1, 0);
        Vec3 x = beside.minus(z.times(beside.dot(z)));
        x = x.times(1 / x.norm());
        Pose middle = new Pose(from.plus(to).times(0.5), Viewpoint.columns(x, z.cross(x), z));
        Shape shape = new Shape.Capsule(radius, length);
        return new Piece(link, middle, Mesh.of(shape), Mesh.coarse(shape), colour);
    }
}
