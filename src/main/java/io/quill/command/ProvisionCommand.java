package io.quill.command;

import io.quill.house.Stores;
import io.quill.store.StoreException;

import java.util.List;

/** Makes what Quill needs and has not. */
public final class ProvisionCommand implements Command {
    @Override
    public String verb() {
        return "provision";
    }

    @Override
    public String summary() {
        return "makes the table that events are remembered in";
    }

    @Override
    public Exit run(List<String> args, Terminal terminal) {
        return terminal.withSettings(
                (settings, _) -> {
                    try {
                        String done = Stores.provision(settings.store());
                        return terminal.say(done + System.lineSeparator(), Exit.FINE);
                    } catch (StoreException e) {
                        return terminal.complain(
                                e.getMessage() + System.lineSeparator(), Exit.FAILED);
                    }
                });
    }
}
