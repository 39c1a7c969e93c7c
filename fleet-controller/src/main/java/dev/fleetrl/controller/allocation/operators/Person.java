package dev.fleetrl.controller.allocation.operators;

import dev.fleetrl.contracts.OperatorId;
import dev.fleetrl.contracts.SiteId;
import dev.fleetrl.contracts.TaskId;
import java.util.Set;

/**
 * Somebody on shift.
 *
 * @param sites whose robots they may look after; empty: all
 * @param tasks that they know; empty: all
 */
public record Person(OperatorId operator, Set<SiteId> sites, Set<TaskId> tasks) {
    public boolean mayHelp(Need need) {
        return (sites.isEmpty() || sites.contains(need.site()))
                && (tasks.isEmpty() || need.task().map(tasks::contains).orElse(true));
    }
}
