/* scaffold */ typedef int cli_scaffold;
