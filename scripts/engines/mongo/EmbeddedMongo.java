import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.MongoVersion;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.mvstore.MVStore;

/**
 * Serves the MongoDB wire protocol from one file (or from memory) for development and tests, where no
 * MongoDB can be had. Not for production.
 *
 * <p>Usage: EmbeddedMongo &lt;host&gt; &lt;port&gt; [file]
 */
public final class EmbeddedMongo {
  /** Drivers refuse the version that mongo-java-server reports by itself (wire version 8). */
  private static final MongoVersion REPORTED =
      new MongoVersion() {
        @Override
        public List<Integer> getVersionArray() {
          return List.of(7, 0, 0);
        }

        @Override
        public int getWireVersion() {
          return 21;
        }
      };

  private static final Set<String> WRITES =
      Set.of(
          "insert", "update", "delete", "findandmodify", "createindexes", "dropindexes", "create", "drop",
          "dropdatabase", "renamecollection");

  /**
   * Hands each write to the operating system before it is answered, so that a killed process loses none.
   * Writes of several connections share one commit.
   */
  private static final class CommittingBackend extends H2Backend {
    private final AtomicLong written = new AtomicLong();
    private long committed;

    CommittingBackend(MVStore store) {
      super(store);
    }

    @Override
    public Document handleMessage(MongoMessage message) {
      Document answer = super.handleMessage(message);
      String command = message.getDocument().keySet().iterator().next();
      if (WRITES.contains(command.toLowerCase(Locale.ROOT))) commitUpTo(written.incrementAndGet());
      return answer;
    }

    private synchronized void commitUpTo(long write) {
      if (committed >= write) return;
      long upTo = written.get();
      commit();
      committed = upTo;
    }
  }

  /** Small pages and early reuse of space: a commit per write would otherwise make the file grow fast. */
  private static MVStore open(String file) {
    MVStore store = new MVStore.Builder().fileName(file).pageSplitSize(PAGE_BYTES).open();
    store.setRetentionTime(RETENTION_MILLIS);
    return store;
  }

  private static final int PAGE_BYTES = 4096;
  private static final int RETENTION_MILLIS = 2_000;

  public static void main(String[] args) {
    String host = args[0];
    int port = Integer.parseInt(args[1]);
    H2Backend backend =
        args.length > 2
            ? new CommittingBackend(open(args[2]))
            : H2Backend.inMemory();
    backend.version(REPORTED);
    MongoServer server = new MongoServer(backend);
    Runtime.getRuntime().addShutdownHook(new Thread(server::shutdownNow));
    server.bind(host, port);
    System.out.println("Listening on " + server.getLocalAddress());
  }
}
