package dev.fleetrl.controller.triage;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.controller.triage.HelpOrder.Order;
import dev.fleetrl.controller.triage.HelpOrder.Skills;
import java.util.List;
import org.junit.jupiter.api.Test;

class HelpOrderTest {
    private static final OperatorId ADA = new OperatorId("ada");

    @Test
    void refusesAnOrderThatCannotBe() {
        assertThatThrownBy(() -> new HelpOrder(Order.FIFO_SLA, 0, 0, 30, List.of()))
                .hasMessageContaining("slaSeconds");
        assertThatThrownBy(() -> new HelpOrder(Order.FIFO_SLA, 60, 1.5, 30, List.of()))
                .hasMessageContaining("[0, 1]");
        assertThatThrownBy(() -> new HelpOrder(
                        Order.FIFO_SLA, 60, 0, 30, List.of(new Skills(ADA, List.of()), new Skills(ADA, List.of()))))
                .hasMessage("help.people names ada twice");
    }
}
