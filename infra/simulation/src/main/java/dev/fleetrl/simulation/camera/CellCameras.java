package dev.fleetrl.simulation.camera;

import dev.fleetrl.simulation.arm.Kinematics;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.physics.Part;
import dev.fleetrl.simulation.physics.Shape;
import dev.fleetrl.simulation.physics.World;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The two cameras of a workcell, at any size. They make one picture at a time, on whichever thread. */
public final class CellCameras {
    public static final String THIRD = "third";
    public static final String WRIST = "wrist";
    public static final List<String> NAMES = List.of(THIRD, WRIST);

    private static final double WRIST_FIELD_OF_VIEW = 75;

    /** Edge of a square of a chequered table, m. */
    private static final double TILE = 0.06;

    /** On the gripper, beside the fingers, looking at their tips; unit vectors of 24° tilt. */
    private static final Pose WRIST_MOUNT = new Pose(
            new Vec3(0.075, 0, 0.03),
            Viewpoint.columns(new Vec3(0, 1, 0), new Vec3(0.9119, 0, 0.4104), new Vec3(0.4104, 0, -0.9119)));

    private final World world;
    private final List<Part> parts;
    private final Viewpoint third;
    private final Look look;
    private final Map<Shape, Mesh> meshes = new HashMap<>();
    private final Map<List<Integer>, Canvas> canvases = new HashMap<>();
    private final JpegEncoder encoder = new JpegEncoder();

    /** Where everything was at one moment: what a picture is of, whenever it is made. */
    public record Scene(List<Pose> parts, List<Pose> links) {}

    public CellCameras(World world, Viewpoint third, Look look) {
        this.world = world;
        this.third = third;
        this.look = look;
        parts = world.parts();
    }

    /** As it is now. */
    public Scene scene() {
        return new Scene(
                parts.stream().map(Part::pose).toList(),
                IntStream.range(0, Kinematics.JOINTS)
                        .mapToObj(world.arm()::link)
                        .toList());
    }

    /** RGB, row by row from the top; shape [height, width, 3]. */
    public synchronized byte[] render(Scene scene, String camera, int width, int height) {
        Canvas canvas = canvases.computeIfAbsent(List.of(width, height), size -> new Canvas(2 * width, 2 * height));
        Raster raster = new Raster(canvas, look.light());
        raster.look(viewpoint(scene, camera));
        for (int i = 0; i < parts.size(); i++) {
            draw(raster, parts.get(i), scene.parts().get(i));
        }
        ArmLook.draw(raster, scene.links());
        for (int i = 0; i < parts.size(); i++) {
            Pose pose = scene.parts().get(i);
            if (pose.position().z() > 0) {
                raster.shadow(mesh(parts.get(i)), pose);
            }
        }
        ArmLook.shadow(raster, scene.links());
        return noisy(canvas.halved());
    }

    private void draw(Raster raster, Part part, Pose pose) {
        List<Integer> colours = look.table();
        if (!part.isTable() || colours.isEmpty()) {
            raster.draw(mesh(part), pose, part.colour());
            return;
        }
        Shape.Box table = (Shape.Box) part.shape();
        int columns = (int) Math.round(table.x() / TILE);
        int rows = (int) Math.round(table.y() / TILE);
        Shape.Box tile = new Shape.Box(table.x() / columns, table.y() / rows, table.z());
        Mesh mesh = meshes.computeIfAbsent(tile, Mesh::of);
        for (int column = 0; column < columns; column++) {
            for (int row = 0; row < rows; row++) {
                double x = (column + 0.5) * tile.x() - table.x() / 2;
                double y = (row + 0.5) * tile.y() - table.y() / 2;
                int colour = colours.get((column + row) % colours.size());
                raster.draw(mesh, pose.times(Pose.at(x, y, 0)), colour);
            }
        }
    }

    /** Seeded by the picture itself, so that the same picture has the same noise and the next one another. */
    private byte[] noisy(byte[] rgb) {
        if (look.noise() > 0) {
            SplittableRandom random = new SplittableRandom(look.seed() ^ Arrays.hashCode(rgb));
            for (int i = 0; i < rgb.length; i++) {
                // The sum of two uniform draws has the triangle's variance of 1/6.
                double draw = (random.nextDouble() + random.nextDouble() - 1) * Math.sqrt(6);
                rgb[i] = (byte) Math.max(0, Math.min(255, Math.round((rgb[i] & 255) + look.noise() * draw)));
            }
        }
        return rgb;
    }

    /**
     * The same, encoded.
     *
     * @param quality 0 to 1
     */
    public synchronized byte[] jpeg(Scene scene, String camera, int width, int height, float quality) {
        return encoder.encode(render(scene, camera, width, height), width, height, quality);
    }

    private Mesh mesh(Part part) {
        return meshes.computeIfAbsent(part.shape(), Mesh::of);
    }

    private Viewpoint viewpoint(Scene scene, String camera) {
        return switch (camera) {
            case THIRD -> third;
            case WRIST -> {
                Pose gripper = Kinematics.gripper(scene.links().get(Kinematics.JOINTS - 1));
                yield new Viewpoint(gripper.times(WRIST_MOUNT), WRIST_FIELD_OF_VIEW);
            }
            default -> throw new IllegalArgumentException("unknown camera '" + camera + "'; there are " + NAMES);
        };
    }
}
