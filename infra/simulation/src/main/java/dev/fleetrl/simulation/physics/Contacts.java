package dev.fleetrl.simulation.physics;

import static org.ode4j.ode.OdeConstants.dContactApprox1;
import static org.ode4j.ode.OdeConstants.dContactSlip1;
import static org.ode4j.ode.OdeConstants.dContactSlip2;
import static org.ode4j.ode.OdeConstants.dContactSoftCFM;
import static org.ode4j.ode.OdeConstants.dContactSoftERP;

import java.util.Objects;
import org.ode4j.ode.DBody;
import org.ode4j.ode.DContact;
import org.ode4j.ode.DContactBuffer;
import org.ode4j.ode.DGeom;
import org.ode4j.ode.DJointGroup;
import org.ode4j.ode.DSpace;
import org.ode4j.ode.DWorld;
import org.ode4j.ode.OdeHelper;

/** Finds what touches and lets it push and rub: a friction pyramid (without Approx1 ODE would read mu as newtons). */
final class Contacts {
    private static final int MOST_PER_PAIR = 4;
    private static final double SOFT_ERP = 0.2;
    private static final double SOFT_CFM = 1e-6;

    private final DWorld world;
    private final DSpace space;
    private final DJointGroup joints = OdeHelper.createJointGroup();
    private final DContactBuffer found = new DContactBuffer(MOST_PER_PAIR);

    Contacts(DWorld world, DSpace space) {
        this.world = world;
        this.space = space;
    }

    void update() {
        joints.empty();
        space.collide(null, (data, a, b) -> touch(a, b));
    }

    private void touch(DGeom a, DGeom b) {
        DBody first = a.getBody();
        DBody second = b.getBody();
        if (Objects.equals(first, second)) {
            return;
        }
        int count = OdeHelper.collide(a, b, MOST_PER_PAIR, found.getGeomBuffer());
        for (int i = 0; i < count; i++) {
            DContact contact = found.get(i);
            contact.surface.mode = dContactApprox1 | dContactSoftERP | dContactSoftCFM;
            contact.surface.mu = Math.sqrt(solid(a).friction() * solid(b).friction());
            contact.surface.soft_erp = SOFT_ERP;
            contact.surface.soft_cfm = SOFT_CFM;
            double slip = solid(a).slip() + solid(b).slip();
            if (slip > 0) {
                contact.surface.mode |= dContactSlip1 | dContactSlip2;
                contact.surface.slip1 = slip;
                contact.surface.slip2 = slip;
            }
            OdeHelper.createContactJoint(world, joints, contact).attach(first, second);
        }
    }

    private static Solid solid(DGeom geom) {
        return (Solid) geom.getData();
    }

    void destroy() {
        joints.destroy();
    }
}
