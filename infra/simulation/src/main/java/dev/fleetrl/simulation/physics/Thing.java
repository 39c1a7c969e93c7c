package dev.fleetrl.simulation.physics;

import dev.fleetrl.simulation.arm.Pose;
import dev.fleetrl.simulation.arm.Rotation;
import dev.fleetrl.simulation.arm.Vec3;
import org.ode4j.math.DMatrix3;
import org.ode4j.math.DMatrix3C;
import org.ode4j.math.DVector3C;
import org.ode4j.ode.DBody;

/** Something that moves. */
public final class Thing {
    final DBody body;

    Thing(DBody body) {
        this.body = body;
    }

    public Pose pose() {
        return pose(body.getPosition(), body.getRotation());
    }

    public Vec3 position() {
        DVector3C p = body.getPosition();
        return new Vec3(p.get0(), p.get1(), p.get2());
    }

    /** m/s. */
    public double speed() {
        return body.getLinearVel().length();
    }

    /** Puts it there, at rest. */
    public void place(Pose pose) {
        Vec3 p = pose.position();
        body.setPosition(p.x(), p.y(), p.z());
        body.setRotation(matrix(pose.rotation()));
        body.setLinearVel(0, 0, 0);
        body.setAngularVel(0, 0, 0);
    }

    static Pose pose(DVector3C p, DMatrix3C r) {
        Rotation rotation = Rotation.ofMatrix(
                r.get00(), r.get01(), r.get02(), r.get10(), r.get11(), r.get12(), r.get20(), r.get21(), r.get22());
        return new Pose(new Vec3(p.get0(), p.get1(), p.get2()), rotation);
    }

    static DMatrix3 matrix(Rotation r) {
        return new DMatrix3(
                r.at(0, 0),
                r.at(0, 1),
                r.at(0, 2),
                r.at(1, 0),
                r.at(1, 1),
                r.at(1, 2),
                r.at(2, 0),
                r.at(2, 1),
                r.at(2, 2));
    }
}
