package dev.fleetrl.simulation;

import dev.fleetrl.contracts.Ending;
import dev.fleetrl.contracts.Outcome;
import dev.fleetrl.contracts.Variation;
import dev.fleetrl.contracts.Variation.Kind;
import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import dev.fleetrl.simulation.camera.Look;
import dev.fleetrl.simulation.physics.Part;
import dev.fleetrl.simulation.physics.Shape;
import dev.fleetrl.simulation.physics.Solid;
import dev.fleetrl.simulation.physics.Thing;
import dev.fleetrl.simulation.physics.World;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * What a variation does to one episode. It draws from a stream of its own, so that what it does not change is as it was:
 * the same seed lays out the same scene, and severity 0 is the training distribution to the last bit.
 */
final class VariedScene {
    /** Unseen in training; by severity. */
    private static final int[] COLOURS = {0, 0xE8862A, 0x8A2BC8};

    private static final Shape.Box[] SHAPES = {
        new Shape.Box(0.04, 0.04, 0.04), new Shape.Box(0.034, 0.034, 0.046), new Shape.Box(0.030, 0.044, 0.052)
    };
    private static final List<Solid> DISTRACTORS = List.of(
            Solid.box(0.03, 0.05, 0.03, 0.8, 0x8A2BC8),
            Solid.box(0.05, 0.025, 0.02, 0.8, 0x22B8C4),
            Solid.box(0.03, 0.03, 0.045, 0.8, 0xE05AA0),
            Solid.box(0.045, 0.045, 0.015, 0.8, 0x7C7A20));
    private static final double DISTRACTOR_KILOGRAMS = 0.05;
    private static final double FROM_FURNITURE = 0.15;
    private static final double FROM_LOOSE = 0.1;
    private static final double FROM_TOOL = 0.08;
    private static final double NEAREST = 0.37;
    private static final double FARTHEST = 0.68;
    private static final int TRIES = 64;

    private final Kind kind;
    private final int severity;
    private final SplittableRandom random;
    private final long seed;
    private final int displacedFrom;
    private boolean applied;

    private VariedScene(Variation variation, long seed) {
        kind = variation.kind();
        severity = variation.severity();
        this.seed = seed;
        random = new SplittableRandom(
                seed ^ (0x9E3779B97F4A7C15L * variation.toString().hashCode()));
        displacedFrom = 3 + (int) (4 * random.nextDouble());
    }

    /** Empty for severity 0. */
    static Optional<VariedScene> of(Variation variation, long seed) {
        return variation.severity() == 0 ? Optional.empty() : Optional.of(new VariedScene(variation, seed));
    }

    Look look() {
        return switch (kind) {
            case TABLE -> Look.onUnseenTable(severity, random.nextDouble());
            case LIGHT -> Look.inOtherLight(severity, random.nextDouble());
            case NOISE -> Look.noisy(severity, seed);
            default -> Look.USUAL;
        };
    }

    String instruction(Attempt attempt) {
        return kind == Kind.PHRASING ? attempt.rephrasings().get(severity - 1) : attempt.instruction();
    }

    /** Changes the scene that the task has laid out. */
    void layOut(World world, Attempt attempt) {
        applied = switch (kind) {
            case DISTRACTORS -> distract(world);
            case COLOUR, SHAPE, POSITION ->
                attempt.object().filter(object -> change(world, object)).isPresent();
            case DISPLACEMENT -> false; // not before the arm is on its way
            default -> true;
        };
    }

    private boolean change(World world, TaskObject object) {
        if (kind == Kind.COLOUR) {
            world.paint(object.thing(), COLOURS[severity]);
        } else if (kind == Kind.SHAPE) {
            world.reshape(object.thing(), SHAPES[severity]);
        } else {
            double margin = 0.03 * severity;
            return move(world, object, p -> object.outside(p) > margin - 0.01 && object.outside(p) < margin + 0.01);
        }
        return true;
    }

    /** The verdict on a start that could not be varied. */
    Optional<Ending> impossible() {
        return kind == Kind.DISPLACEMENT ? Optional.empty() : missed();
    }

    /** The verdict on an episode that is over, if nothing was varied in it. */
    Optional<Ending> missed() {
        return applied ? Optional.empty() : Optional.of(Assessment.judged(Outcome.ABORTED, Ending.VARIATION));
    }

    /** Where the tool goes before the episode; shape [7]. */
    float[] start(float[] offset) {
        if (kind != Kind.START) {
            return offset;
        }
        double angle = 2 * Math.PI * random.nextDouble();
        double away = 0.05 + 0.03 * severity;
        double turn = (random.nextDouble() < 0.5 ? -0.25 : 0.25) * severity;
        return new float[] {
            (float) (offset[0] + away * StrictMath.cos(angle)),
            (float) (offset[1] + away * StrictMath.sin(angle)),
            offset[2],
            0,
            0,
            (float) turn,
            offset[6]
        };
    }

    /** How long the tool has for that, in ticks. */
    int settlingTicks(int usual) {
        return kind == Kind.START ? 3 * usual : usual;
    }

    /** Once a step: moves the object while the arm is on its way to it. */
    void onStep(World world, Attempt attempt, int step) {
        if (kind != Kind.DISPLACEMENT || applied || step < displacedFrom) {
            return;
        }
        attempt.object().ifPresent(object -> {
            Vec3 from = object.thing().position();
            if (from.distance(world.arm().tool().position()) > FROM_TOOL) {
                double way = 0.04 * severity;
                applied = move(
                        world,
                        object,
                        p -> object.outside(p) == 0 && Math.abs(p.horizontalDistance(from) - way) < 0.01);
            }
        });
    }

    private interface Where {
        boolean suits(Vec3 point);
    }

    /** False if there is no such free place. */
    private boolean move(World world, TaskObject object, Where where) {
        Vec3 low = object.lowest().minus(new Vec3(0.1, 0.1, 0));
        Vec3 span = object.highest().plus(new Vec3(0.1, 0.1, 0)).minus(low);
        Thing thing = object.thing();
        for (int i = 0; i < TRIES * TRIES; i++) {
            double x = low.x() + span.x() * random.nextDouble();
            Vec3 there = new Vec3(
                    x,
                    low.y() + span.y() * random.nextDouble(),
                    thing.position().z());
            if (where.suits(there) && isInReach(there) && isFree(world, there, Optional.of(thing))) {
                thing.place(new Pose(there, thing.pose().rotation()));
                return true;
            }
        }
        return false;
    }

    private boolean distract(World world) {
        boolean all = true;
        for (int i = 0; i < 2 * severity; i++) {
            all &= distract(world, DISTRACTORS.get(i));
        }
        return all;
    }

    /** At the table's sides, where nothing is in the way of the task; false if nothing is free there. */
    private boolean distract(World world, Solid solid) {
        for (int i = 0; i < TRIES; i++) {
            double x = 0.32 + 0.3 * random.nextDouble();
            double y = (0.3 + 0.1 * random.nextDouble()) * (random.nextDouble() < 0.5 ? -1 : 1);
            Vec3 there = new Vec3(x, y, ((Shape.Box) solid.shape()).z() / 2);
            if (isFree(world, there, Optional.empty())) {
                Rotation turned = Rotation.aboutZ(Math.PI * random.nextDouble());
                world.free(DISTRACTOR_KILOGRAMS, solid, new Pose(there, turned));
                return true;
            }
        }
        return false;
    }

    /** Of a gripper that looks down. */
    private static boolean isInReach(Vec3 point) {
        double distance = point.horizontalDistance(Vec3.ZERO);
        return distance > NEAREST && distance < FARTHEST;
    }

    private static boolean isFree(World world, Vec3 point, Optional<Thing> but) {
        return world.parts().stream()
                .filter(part -> !part.isTable()
                        && !part.isOfArm()
                        && but.filter(part::isOf).isEmpty())
                .allMatch(part -> distance(part, point) > (part.isLoose() ? FROM_LOOSE : FROM_FURNITURE));
    }

    private static double distance(Part part, Vec3 point) {
        return part.pose().position().horizontalDistance(point);
    }
}
