/* scaffold */ typedef int ui_scaffold;
