/* scaffold */ typedef int session_scaffold;
