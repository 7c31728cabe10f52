package org.uketsuke.server.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.uketsuke.server.audit.Action;
import org.uketsuke.server.audit.Audit;
import org.uketsuke.server.audit.AuditStore;
import org.uketsuke.server.imports.ImportReport;
import org.uketsuke.server.imports.Imports;
import org.uketsuke.server.imports.UnreadableFile;
import org.uketsuke.server.ingest.Replay;
import org.uketsuke.server.keys.ServerKeys;
import org.uketsuke.server.roster.Rosters;
import org.uketsuke.server.society.Societies;
import org.uketsuke.server.society.Societies.Imported;
import org.uketsuke.server.society.SocietyPolicy;
import org.uketsuke.server.storage.Storage;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code import …}: takes in a society's policy and the office's CSV files. */
@Command(
        name = "import",
        description = {
            "Takes in a society's policy or the office's CSV files (UTF-8, header row).",
            "A bad row is reported with file, line, column and reason, and does not stop the others; the command then"
                    + " ends with 1. What is there already is compared and updated: importing again changes nothing."
        },
        synopsisSubcommandLabel = "COMMAND")
final class ImportCommand implements Runnable {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    ImportCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Import what? society, members, qualifications, cards, meetings or sessions.");
    }

    @Command(
            name = "society",
            mixinStandardHelpOptions = true,
            description = "Takes in a policy file; \"jsh\" is the one that ships with the product.")
    int society(
            @Parameters(paramLabel = "FILE|jsh", description = "Policy, TOML.") String file,
            @Mixin DataOptions data,
            @Option(names = "--dry-run", description = "Check only, write nothing.") boolean dryRun) {
        String text = policyText(file);
        try (Storage storage = data.openOrMake(surroundings)) {
            Imported imported = new Societies(storage, surroundings.clock()).importPolicy(file, text, dryRun);
            if (imported instanceof Imported.Refused refused) {
                refused.problems().forEach(problem -> surroundings.err().println(problem));
                surroundings.err().println("%s: nothing was imported; mend the file and try again.".formatted(file));
                return CommandLine.ExitCode.SOFTWARE;
            }
            Imported.Done done = (Imported.Done) imported;
            if (!dryRun) {
                audit(storage, "society " + done.society(), done.change().name().toLowerCase(Locale.ROOT));
            }
            surroundings
                    .out()
                    .println("society %s: %s%s"
                            .formatted(
                                    done.society(),
                                    done.change().name().toLowerCase(Locale.ROOT),
                                    dryRun ? " (dry run, nothing written)" : ""));
            if (!dryRun) {
                decideAnew(storage, data, done.society(), "import of the policy");
            }
            return CommandLine.ExitCode.OK;
        }
    }

    /** What decides who gets credits leaves a line in the audit trail: what came in, not what is in it. */
    private void audit(Storage storage, String subject, String detail) {
        new Audit(new AuditStore(storage), surroundings.clock())
                .record(Audit.COMMAND, Action.IMPORTED, subject, detail);
    }

    private static String sha256(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new CommandFailed("%s: was imported, but cannot be read again for the audit trail (%s)"
                    .formatted(file, e.getClass().getSimpleName()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /** Also after an import that changed nothing: the one before it may have been broken off in between. */
    private void decideAnew(Storage storage, DataOptions data, String society, String cause) {
        ServerKeys keys = ServerKeys.of(storage, surroundings.random());
        Rosters rosters =
                new Rosters(storage, data.folder().resolve("rosters"), keys.rosterSigner(), surroundings.clock());
        Replay.Outcome outcome = new Replay(
                        storage,
                        surroundings.clock(),
                        keys,
                        (handle, code, meeting, now) -> rosters.refreshed(handle, code, meeting))
                .run(society, cause);
        if (outcome.changed() > 0) {
            audit(
                    storage,
                    "entries of " + society,
                    "%d decided anew after %s, %d of them give credits now"
                            .formatted(outcome.changed(), cause, outcome.awarded()));
            surroundings
                    .out()
                    .println("%s: %d entries decided anew, %d of them give credits now"
                            .formatted(society, outcome.changed(), outcome.awarded()));
        }
        if (outcome.sessionCredits() > 0) {
            audit(
                    storage,
                    "sessions of " + society,
                    "session credits changed: %d after %s".formatted(outcome.sessionCredits(), cause));
            surroundings.out().println("%s: session credits changed: %d".formatted(society, outcome.sessionCredits()));
        }
    }

    private static String policyText(String file) {
        Optional<String> shipped = SocietyPolicy.shipped(file);
        if (shipped.isPresent()) {
            return shipped.get();
        }
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new CommandFailed("%s: cannot be read as UTF-8 text (%s). Give a policy file, or jsh."
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    @Command(
            name = "members",
            mixinStandardHelpOptions = true,
            description = "Columns: member_no,family_name,given_name,family_kana,given_kana,email,affiliation,"
                    + "prefecture,birth_date,status (active|leave|withdrawn|deceased).")
    int members(@Mixin RowFile file) {
        return rows(Imports.Kind.MEMBERS, file);
    }

    @Command(
            name = "qualifications",
            mixinStandardHelpOptions = true,
            description = "Columns: member_no,qualification,number,term_start,term_end,required_credits"
                    + " (qualification specialist|instructor for jsh); one row per term.")
    int qualifications(@Mixin RowFile file) {
        return rows(Imports.Kind.QUALIFICATIONS, file);
    }

    @Command(
            name = "cards",
            mixinStandardHelpOptions = true,
            description = "Columns: member_no,medium,token,valid_from,valid_to,status"
                    + " (medium felica|iso14443|iso7816|barcode; status active|lost|revoked|superseded).")
    int cards(@Mixin RowFile file) {
        return rows(Imports.Kind.CARDS, file);
    }

    @Command(
            name = "meetings",
            mixinStandardHelpOptions = true,
            description = "Columns: meeting,name,class,start_date,end_date,credit_date,venue"
                    + " (class as in the society's policy; credit_date empty: the first day).")
    int meetings(@Mixin RowFile file) {
        return rows(Imports.Kind.MEETINGS, file);
    }

    @Command(
            name = "sessions",
            mixinStandardHelpOptions = true,
            description = {
                "Takes in the whole agenda of a meeting (講習), or nothing of it while any row is bad.",
                "Columns: session,title_ja,title_en,class,room,start,end (class as in session_rule of the policy;"
                        + " times such as 2026-11-22 09:30 in the society's zone). A session that is not in the file any"
                        + " more is taken out, unless somebody touched for it."
            })
    int sessions(
            @Mixin RowFile file,
            @Option(names = "--meeting", required = true, paramLabel = "ID", description = "Meeting of the agenda.")
                    String meeting) {
        return taken(
                file,
                "sessions",
                file.society + "/" + meeting,
                storage -> new Imports(storage, surroundings.clock(), surroundings.random())
                        .agenda(file.path, file.society, meeting, file.dryRun));
    }

    /** What the CSV imports share. */
    static final class RowFile {
        @Parameters(paramLabel = "FILE", description = "CSV file, UTF-8.")
        private Path path = Path.of("");

        @Option(names = "--society", required = true, paramLabel = "CODE", description = "Society code, such as jsh.")
        private String society = "";

        @Option(names = "--dry-run", description = "Check and compare only, write nothing.")
        private boolean dryRun;

        @Mixin
        private DataOptions data = new DataOptions();
    }

    private int rows(Imports.Kind kind, RowFile file) {
        return taken(
                file,
                kind.name().toLowerCase(Locale.ROOT),
                file.society,
                storage -> new Imports(storage, surroundings.clock(), surroundings.random())
                        .run(kind, file.path, file.society, file.dryRun));
    }

    private int taken(RowFile file, String what, String whose, Function<Storage, ImportReport> importing) {
        try (Storage storage = file.data.open(surroundings)) {
            ImportReport report = importing.apply(storage);
            String counts = "%d new, %d updated, %d unchanged,%s %d not imported"
                    .formatted(
                            report.added(),
                            report.changed(),
                            report.unchanged(),
                            report.removed() == 0 ? "" : " %d taken out,".formatted(report.removed()),
                            report.rejected());
            if (!file.dryRun) {
                audit(storage, what + " " + whose, counts + ", file sha256 " + sha256(file.path));
                decideAnew(storage, file.data, file.society, "import of " + what);
            }
            report.problems().forEach(problem -> surroundings.err().println(problem.text(String.valueOf(file.path))));
            surroundings
                    .out()
                    .println("%s: %s%s".formatted(file.path, counts, file.dryRun ? " (dry run, nothing written)" : ""));
            return report.problems().isEmpty() ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
        } catch (UnreadableFile e) {
            throw new CommandFailed(String.valueOf(e.getMessage()));
        }
    }
}
