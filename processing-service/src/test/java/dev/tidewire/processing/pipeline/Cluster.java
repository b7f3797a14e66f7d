package dev.tidewire.processing.pipeline;

import dev.tidewire.processing.simulation.Topic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The consumer group: processes die and restart, and partitions move between them. */
final class Cluster {
  private static final int MEMBERS = 3;
  private static final long SESSION_MILLIS = 10_000;

  private final Schedule schedule;
  private final SplittableRandom random;
  private final Supplier<SimulatedMember> newMember;
  private final List<SimulatedMember> members = new ArrayList<>();
  private final long[] committed = new long[Topic.PARTITIONS];
  private boolean isStopped;
  private boolean isUnaware;

  /** Counts how often an operator has stopped it: what was due before is void. */
  private int stops;

  Cluster(Schedule schedule, SplittableRandom random, Supplier<SimulatedMember> newMember) {
    this.schedule = schedule;
    this.random = random;
    this.newMember = newMember;
  }

  List<SimulatedMember> members() {
    return members;
  }

  /** Starts all members. */
  void start() {
    isStopped = false;
    isUnaware = false;
    for (int i = 0; i < MEMBERS; i++) {
      add();
    }
    adopt(IntStream.range(0, Topic.PARTITIONS).boxed().toList());
  }

  private void add() {
    SimulatedMember member = newMember.get();
    members.add(member);
    schedule.after(random.nextLong(200), member::poll);
    member.process().merger().rest();
  }

  /** An operator stops all members. */
  void stop() {
    isStopped = true;
    stops++;
    members.forEach(member -> member.process().kill());
    members.clear();
  }

  void kill() {
    if (isStopped) {
      return;
    }
    SimulatedMember victim = members.get(random.nextInt(members.size()));
    schedule.history().killed(victim.isIdle());
    victim.process().kill();
    members.remove(victim);
    unlessStopped(random.nextLong(SESSION_MILLIS), this::add);
    unlessStopped(SESSION_MILLIS, () -> adopt(victim.partitions()));
    if (members.isEmpty()) {
      add();
    }
  }

  private void unlessStopped(long millis, Runnable work) {
    int before = stops;
    schedule.after(
        millis,
        () -> {
          if (stops == before) {
            work.run();
          }
        });
  }

  /** Assigns partitions to random members, from the committed offsets. */
  private void adopt(Collection<Integer> partitions) {
    for (int partition : partitions) {
      assign(partition);
    }
  }

  /**
   * Moves a partition, even while one of its polls is in work: that poll continues and writes late.
   */
  void rebalance() {
    int partition = random.nextInt(Topic.PARTITIONS);
    for (SimulatedMember owner : List.copyOf(members)) {
      if (owner.owns(partition)) {
        schedule.history().rebalanced(owner.worksOn(partition));
        owner.revoke(partition);
        assign(partition);
        return;
      }
    }
  }

  private void assign(int partition) {
    members.get(random.nextInt(members.size())).assign(partition, committed[partition]);
  }

  /** A topic that is deleted takes its offsets with it. */
  void beginAnew() {
    for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
      setBack(partition, 0);
    }
    isUnaware = random.nextBoolean();
    members.forEach(member -> member.beginAnew(!isUnaware));
  }

  /** Whether a member would take a record with this offset for the next one. */
  boolean expects(int partition, long offset) {
    return members.stream().anyMatch(member -> member.expects(partition, offset));
  }

  /** Whether the topic was created anew, and the group has not noticed it. */
  boolean isUnaware() {
    return isUnaware;
  }

  void commit(int partition, long offset) {
    committed[partition] = Math.max(committed[partition], offset);
  }

  /** A consumer has been sent back. */
  void setBack(int partition, long offset) {
    committed[partition] = offset;
  }

  long committed(int partition) {
    return committed[partition];
  }

  private boolean hasPollsInWork() {
    return !members.stream().allMatch(SimulatedMember::isIdle);
  }

  /** Whether everything is read, stored and committed. */
  boolean isAtRest() {
    if (isStopped || hasPollsInWork()) {
      return false;
    }
    for (int partition = 0; partition < Topic.PARTITIONS; partition++) {
      int index = partition;
      long end = schedule.topic().end(partition);
      if (committed[partition] < end
          || members.stream().noneMatch(member -> member.hasRead(index, end))) {
        return false;
      }
    }
    return true;
  }
}
