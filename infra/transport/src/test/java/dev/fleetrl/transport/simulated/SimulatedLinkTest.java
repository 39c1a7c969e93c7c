package dev.fleetrl.transport.simulated;

import dev.fleetrl.contracts.DeadLetter;
import dev.fleetrl.transport.Link;
import dev.fleetrl.transport.LinkContract;
import dev.fleetrl.transport.Will;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

class SimulatedLinkTest extends LinkContract {
    private final VirtualTime time = new VirtualTime();
    private final SimulatedBroker broker =
            new SimulatedBroker(time, new SplittableRandom(1), Faults.delaysUpTo(1_000_000));
    private final List<DeadLetter> deadLetters = new ArrayList<>();

    @Override
    protected Link connect(Optional<Will<?>> will) {
        return broker.connect(will, deadLetters::add);
    }

    @Override
    protected String newName() {
        return "fleetrl/test";
    }

    @Override
    protected void await(BooleanSupplier condition) {
        time.runUntil(condition);
    }

    @Override
    protected List<DeadLetter> deadLetters() {
        return deadLetters;
    }

    @Override
    protected void cut(Link link) {
        ((SimulatedWire) link).disconnect();
    }

    @Override
    protected void mend(Link link) {
        ((SimulatedWire) link).reconnect();
    }
}
